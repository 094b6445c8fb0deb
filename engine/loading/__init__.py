"""From the YAML of a rules folder to a typed rulebook; every mistake of every file in one go."""
