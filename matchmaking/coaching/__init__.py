"""How precise a record is, what is missing, and what similar assistance usually costs."""
