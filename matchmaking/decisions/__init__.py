"""What the committee decides, by which votes, on which conditions."""
