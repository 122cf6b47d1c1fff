"""What scrubber learned: the shipped weights, and how they were learned."""
