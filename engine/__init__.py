"""From rule text and case file to findings. Knows nothing of the domain: that is all in the rulebook."""
