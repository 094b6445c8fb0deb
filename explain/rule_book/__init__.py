"""The rules as readable text: on the screen, and as a linked book in Markdown."""
