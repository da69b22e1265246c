"""The site of the walks: as on a laptop, but signing in takes no half a second of one's time."""

from config.settings.development import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
