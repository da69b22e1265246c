"""Lists in pages and as files, and private uploads. Below every other part."""
