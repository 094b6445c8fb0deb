"""The smallest sets of changes that turn the verdict: candidates, search, verification.

`edits` says what one change is, `candidates` which changes there are for a fact, `values` at which values the rules
turn, `goals` which conditions must turn for a verdict, `search` finds every minimal set, `mend` puts it together.
"""
