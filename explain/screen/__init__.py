"""Pages for the terminal: `page` lays text out at a width, the others fill a page for one command."""
