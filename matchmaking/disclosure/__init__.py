"""Who sees what: the parts of a record that its owner keeps back, and from whom.

A State may publish a request without saying where its depot stands. What is kept back is left
out of every page, file, search and reason; whoever needs it asks the owner, and every reading by
another organisation is on record.
"""
