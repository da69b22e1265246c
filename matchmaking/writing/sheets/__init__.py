"""Spreadsheets: the forms of records on paper with cells, for those who fill in many at once."""
