"""Trust funds, their rules as data, and their calls for proposals."""
