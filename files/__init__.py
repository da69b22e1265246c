"""Files in and out: private uploads, and lists written as files. Below every other part."""
