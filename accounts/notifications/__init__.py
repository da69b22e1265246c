"""What waits for a person, and what they are told, in the app and by e-mail."""
