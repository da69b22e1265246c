"""What waits for a person, and what they are told: tasks, notifications, digests."""
