"""Decided cases: `reading` takes a folder of them from YAML, `comparing` holds what was decided against the rules."""
