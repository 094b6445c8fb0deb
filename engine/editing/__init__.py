"""What helps to write rules: schemas for an editor, one canonical form, skeletons of new rules, what a save changed."""
