"""The rule language: its grammar, its types, and the typed condition tree that every reading walks."""
