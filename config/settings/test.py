"""The suite: fast password hashing, mail in memory, files in a folder of their own."""

import tempfile
from pathlib import Path

from config.settings.base import *

DEBUG = False
STYLE_GUIDE = True
SECRET_KEY = "tests-only"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ACCOUNT_RATE_LIMITS = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
WHITENOISE_AUTOREFRESH = True  # nothing is collected here
_files = Path(tempfile.mkdtemp(prefix="exchange-tests-"))
MEDIA_ROOT = _files / "media"
PRIVATE_ROOT = _files / "private"
ELASTICSEARCH_PREFIX = _files.name  # several processes test with one Elasticsearch
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, so that --reuse-db can keep it; migrating from nothing takes half a minute.
    DATABASES["default"]["TEST"] = {
        "NAME": env("TEST_DATABASE", default=str(BASE_DIR / ".data" / "test.sqlite3"))
    }
    (BASE_DIR / ".data").mkdir(exist_ok=True)
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
LOGGING["root"]["level"] = "ERROR"
