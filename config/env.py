"""The process environment, read in one place."""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
# A developer's own values; the real environment wins over the file.
environ.Env.read_env(BASE_DIR / ".env")
