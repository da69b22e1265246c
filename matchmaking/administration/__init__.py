"""The desk of a fund's administrators: what waits, what is due, who decided what."""
