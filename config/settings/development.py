"""A laptop: no secrets, no servers, mail in the console."""

from config.settings.base import *

DEBUG = env.bool("DEBUG", default=True)
STYLE_GUIDE = env.bool("STYLE_GUIDE", default=True)
SECRET_KEY = env("SECRET_KEY", default="development-only-never-use-this-key-in-production")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys on http://localhost
