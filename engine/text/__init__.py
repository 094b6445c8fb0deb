"""From the bytes of a YAML or JSON file to a tree of texts with their places. Nothing here knows what a text means."""
