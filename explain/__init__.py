"""From one audit result to text that people read. No rule is decided here."""
