"""The pieces on paper. `blocks` is what a piece is, builders make one from a result, views write it as a file."""
