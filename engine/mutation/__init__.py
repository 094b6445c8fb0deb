"""Changes each part of a rule in turn and asks whether a test of the rules notices."""
