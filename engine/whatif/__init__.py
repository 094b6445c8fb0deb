"""What if: how a dossier stands, what changes when facts change, what would mend it and what is worth asking.

Nothing here knows the domain: what can still change, stands in the concepts of the rulebook.
"""
