"""The timeline as a picture on paper: what stands where, in which shape, and in which words."""
