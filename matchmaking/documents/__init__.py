"""Private files: stored apart from public media, served only to those who may read them."""
