"""What if, in words: comparisons, repair, questions and the interview."""
