"""Whether what was given is still in use 12, 24 and 36 months after the end."""
