"""From a sentence in a national report to a scored result, one slice of the story per package."""
