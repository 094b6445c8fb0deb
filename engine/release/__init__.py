"""A release of the rulebook: what is looked at before it goes out, and why it may not."""
