"""What is computed for an evaluation: pure, no database, no page."""
