"""People, the organisations they speak for, and the role each has there."""
