"""Decided cases: `reading` takes a folder of them from YAML as `ruling` has them, `comparing` holds what was decided
against the rules."""
