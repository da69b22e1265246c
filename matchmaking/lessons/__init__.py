"""What worked and what did not, brought back to those who write next."""
