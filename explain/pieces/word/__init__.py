"""Word documents: opening and filling a template, the styles, and the blocks of a piece as paragraphs and tables."""
