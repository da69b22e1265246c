"""A laptop: no secrets, no servers, mail in the console."""

from config.settings.base import *

DEBUG = env.bool("DEBUG", default=True)
STYLE_GUIDE = env.bool("STYLE_GUIDE", default=True)
SECRET_KEY = env("SECRET_KEY", default="development-only-never-use-this-key-in-production")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
# Mail is printed, or written to files in MAIL_DIR; the example world has too much to print.
EMAIL_FILE_PATH = env("MAIL_DIR", default=str(DATA_DIR / "mail") if EXAMPLE_WORLD else "")
EMAIL_BACKEND = (
    f"django.core.mail.backends.{'filebased' if EMAIL_FILE_PATH else 'console'}.EmailBackend"
)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys on http://localhost
