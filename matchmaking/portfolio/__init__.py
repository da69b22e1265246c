"""Everything asked, offered, agreed and delivered, seen at once."""
