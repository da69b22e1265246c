"""Saved searches: a question somebody asks again and again, and the alerts that answer it."""
