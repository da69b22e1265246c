"""From an expression of interest to a conversation: who asked, who answered, what was said."""
