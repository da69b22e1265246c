"""What was asked, offered, agreed, funded, delivered and left unmet, for everybody to read."""
