"""The sums of the study. Knows no framework."""
