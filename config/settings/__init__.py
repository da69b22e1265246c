"""Settings: base, and what development, tests and production each change."""
