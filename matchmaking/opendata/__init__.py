"""The record chain for other programs: IATI, tables, feeds and calendars."""
