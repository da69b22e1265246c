"""Who promised what to whom, line by line, and what was delivered of it."""
