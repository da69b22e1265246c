"""Notes verbales: a record as the formal letter of its organisation, and the signed scans."""
