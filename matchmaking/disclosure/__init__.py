"""Who sees which part of a record: levels, consent, and who has read what was withheld."""
