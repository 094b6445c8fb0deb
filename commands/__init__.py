"""The commands by what they work on: parse, call, print. Nothing is decided here."""
