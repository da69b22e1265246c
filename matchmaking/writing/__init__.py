"""How an organisation writes a record together: drafts, versions, comments, sheets and notes."""
