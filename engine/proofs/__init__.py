"""The rulebook as logic over all possible dossiers: what can come about in some dossier, and what in none.

`goals` says what is asked and answered, `prover` answers. Needs the extra `bewijs`; only `solver` imports it.
"""
