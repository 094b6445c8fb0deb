"""Two rulebooks beside each other: `compare` says what is written otherwise, `sameness` what means the same for every
dossier, `effects` which dossiers notice it.
"""
