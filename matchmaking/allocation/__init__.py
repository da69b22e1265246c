"""Who gets how much of what is scarce: scenarios, never decisions."""
