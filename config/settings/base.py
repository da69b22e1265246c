"""What every installation shares. Values that differ come from the environment."""

import os
from pathlib import Path
from typing import Any

import plotly
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config.databases import configured
from config.env import BASE_DIR, env, secret, with_password
from config.logs import logging_config

# The matcher works in its own blocks; more threads in the library only get in each other's way.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

DATA_DIR = Path(env("DATA_DIR", default=str(BASE_DIR / ".data"))).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)

INSTALLED_APPS = [
    "accounts",
    "accounts.notifications",
    "search",
    "matchmaking.vocabulary",
    "matchmaking.documents",
    "matchmaking.writing",
    "matchmaking.coaching",
    "matchmaking.disclosure",
    "matchmaking.reports",
    "matchmaking.needs",
    "matchmaking.offers",
    "matchmaking.matching",
    "matchmaking.clearance",
    "matchmaking.introductions",
    "matchmaking.agreements",
    "matchmaking.clocks",
    "matchmaking.desk",
    "matchmaking.bundles",
    "matchmaking.allocation",
    "matchmaking.roundtables",
    "matchmaking.portfolio",
    "matchmaking.following",
    "matchmaking.projects",
    "matchmaking.funds",
    "matchmaking.applications",
    "matchmaking.ledger",
    "matchmaking.reviews",
    "matchmaking.decisions",
    "matchmaking.payments",
    "matchmaking.administration",
    "matchmaking.monitoring",
    "matchmaking.progress",
    "matchmaking.observations",
    "matchmaking.evaluation",
    "matchmaking.lessons",
    "matchmaking.insights",
    "matchmaking.study",
    "matchmaking.opendata",
    "cms",
    "config",
    "config.operations",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_filters",
    "django_htmx",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "config.tracing.RequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "accounts.middleware.SessionMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.operations.asking.AskingMiddleware",
    "config.middleware.FreshCountsMiddleware",
    "config.middleware.DomainErrorMiddleware",
    "config.middleware.SearchUnavailableMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "config" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "config.context_processors.shell",
            ],
            "builtins": ["config.templatetags.pieces"],
        },
    }
]
FORM_RENDERER = "config.forms.FormRenderer"

# --- Database -------------------------------------------------------------------------------
DATABASE_URL = env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR}/exchange.sqlite3")
if password := secret("DATABASE_PASSWORD", default=""):
    DATABASE_URL["PASSWORD"] = password
DATABASES = {"default": configured(DATABASE_URL, env)}

REDIS_PASSWORD = secret("REDIS_PASSWORD", default="")


def shared_cache(config: dict[str, Any]) -> dict[str, Any]:
    """Return the cache with the password of Redis, where it is one."""
    if config["BACKEND"].endswith("RedisCache"):
        config["LOCATION"] = with_password(config["LOCATION"], REDIS_PASSWORD)
    return config


CACHES = {"default": shared_cache(env.cache_url("CACHE_URL", default="locmemcache://"))}

# --- People ---------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:home"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = env("ACCOUNT_EMAIL_VERIFICATION", default="mandatory")
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "signup": "accounts.forms.RegistrationForm",
    "reset_password": "accounts.forms.ForgottenPasswordForm",
}
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_SIGNUP_OPEN = env.bool("ACCOUNT_SIGNUP_OPEN", default=True)
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password or factor is told by e-mail
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = {"login_failed": "10/m/ip,5/5m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
INVITATION_DAYS = env.int("INVITATION_DAYS", default=14)
# The secretariat, administrators of funds and evaluators then reach nothing without one.
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=False)
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Assistance Exchange"
MFA_TOTP_TOLERANCE = 1  # clocks of telephones are half a minute off
# Single sign-on by OpenID Connect: off until its address is given.
OIDC_SERVER_URL = env("OIDC_SERVER_URL", default="")
OIDC_APP = {
    "provider_id": "sso",
    "name": env("OIDC_NAME", default="Single sign-on"),
    "client_id": env("OIDC_CLIENT_ID", default=""),
    "secret": env("OIDC_CLIENT_SECRET", default=""),
    "settings": {"server_url": OIDC_SERVER_URL},
}
OIDC_ORIGINS = env.list(
    "OIDC_ORIGINS", default=["/".join(OIDC_SERVER_URL.split("/", 3)[:3])] if OIDC_SERVER_URL else []
)
SOCIALACCOUNT_ADAPTER = "accounts.adapter.SingleSignOnAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [OIDC_APP] if OIDC_SERVER_URL else [],
        # Only for a provider that proves addresses: it then opens existing accounts by e-mail.
        "EMAIL_AUTHENTICATION": env.bool("OIDC_TRUST_EMAIL", default=False),
    }
}
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# --- Languages ------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("ar", _("Arabic")),
    ("zh-hans", _("Chinese")),
    ("en", _("English")),
    ("fr", _("French")),
    ("ru", _("Russian")),
    ("es", _("Spanish")),
]


LOCALE_PATHS = [BASE_DIR / "config" / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True
FORMAT_MODULE_PATH = "config.formats"  # "30 September 2028", not "Sept. 30, 2028"

# --- Files ----------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [("plotly", Path(plotly.__file__).parent / "package_data")]
STATIC_ROOT = env("STATIC_ROOT", default=str(BASE_DIR / ".staticfiles"))
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
# Attachments of the marketplace never have an address of their own; views serve them.
PRIVATE_ROOT = DATA_DIR / "private"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PROOF_MAX_BYTES = 10 * 1024 * 1024
REPORT_MAX_BYTES = 25 * 1024 * 1024
# A path or host:port of a ClamAV daemon; empty: files are checked for type, size and macros only.
CLAMAV_SOCKET = env("CLAMAV_SOCKET", default="")
ATTACHMENT_SCANNER = "matchmaking.documents.scanning.clamav" if CLAMAV_SOCKET else ""
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# --- Search and background work ------------------------------------------------------------------
SEARCH_ENGINE = env("SEARCH_ENGINE", default="auto")
ELASTICSEARCH_URL = env.list("ELASTICSEARCH_URL", default=[])  # one or more nodes
ELASTICSEARCH_USER = env("ELASTICSEARCH_USER", default="")
ELASTICSEARCH_PASSWORD = secret("ELASTICSEARCH_PASSWORD", default="")
ELASTICSEARCH_CA = env("ELASTICSEARCH_CA", default="")
ELASTICSEARCH_PREFIX = env("ELASTICSEARCH_PREFIX", default="exchange")
ELASTICSEARCH_TIMEOUT = env.float("ELASTICSEARCH_TIMEOUT", default=5.0)  # seconds a page waits
ELASTICSEARCH_SHARDS = env.int("ELASTICSEARCH_SHARDS", default=1)
ELASTICSEARCH_REPLICAS = env("ELASTICSEARCH_REPLICAS", default="0-1")
ELASTICSEARCH_REFRESH = env("ELASTICSEARCH_REFRESH", default="1s")
# Above so many pairs of requests and offers the matcher asks the search engine for a shortlist of
# so many for each record and scores no others.
MATCHING_MOST_PAIRS = env.int("MATCHING_MOST_PAIRS", default=10_000_000_000)
MATCHING_SHORTLIST = env.int("MATCHING_SHORTLIST", default=1_000)
CELERY_BROKER_URL = env("CELERY_BROKER_URL", default="memory://localhost/")
if CELERY_BROKER_URL.startswith("redis"):
    CELERY_BROKER_URL = with_password(CELERY_BROKER_URL, REDIS_PASSWORD)
    # Celery itself prefers the variable of the same name, which knows no password, to the setting.
    CELERY_BROKER_READ_URL = CELERY_BROKER_WRITE_URL = CELERY_BROKER_URL
CELERY_TASK_ALWAYS_EAGER = CELERY_BROKER_URL.startswith("memory:")
CELERY_TASK_EAGER_PROPAGATES = True
CELERY_TASK_SERIALIZER = "json"
CELERY_TASK_IGNORE_RESULT = True
# A task is crossed off when it is done, so that one whose worker was killed is run again: every
# task may therefore run twice. A task of its own at a time, that no killed worker holds others.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# Longer than the longest task; after that Redis gives a task to another worker. No page waits
# longer for a broker than it takes to see that it is away.
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {
        "visibility_timeout": 3600,
        "socket_connect_timeout": 2,
        "socket_keepalive": True,
        "max_retries": 0,  # of whoever sends; a worker waits, see below
    }
    if CELERY_BROKER_URL.startswith("redis")
    else {}
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker waits for its broker for ever
# After so many seconds without a sign of life from its worker, a task is given to another.
WORK_LEASE = env.int("WORK_LEASE", default=60)
# The background work of Wagtail goes the same way.
TASKS = {"default": {"BACKEND": "config.operations.portal.WorkerBackend"}}

# --- Mail -----------------------------------------------------------------------------------
SITE_URL = env("SITE_URL", default="http://localhost:8000")  # what links in e-mails begin with
EMAIL_TIMEOUT = 30
# So many seconds a worker may take over one letter before another takes it up.
MAIL_LEASE = env.int("MAIL_LEASE", default=600)

# --- Open data ------------------------------------------------------------------------------
# The identifier of who runs this site, as registered with an agency; the one here is no real one.
IATI_ORGANISATION = env("IATI_ORGANISATION", default="XI-EXAMPLE-0001")

# --- Wagtail --------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Assistance Exchange"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_LOGIN_URL = "cms_sign_in"
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
# Passwords and addresses are changed in the profile, where it is asked again who one is.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "key", "odt", "pdf", "pptx", "rtf", "txt", "xlsx", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = REPORT_MAX_BYTES
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False

# --- Security -------------------------------------------------------------------------------
X_FRAME_OPTIONS = "DENY"  # the previews of the CMS make their own exception
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
CONTENT_SECURITY_POLICY = {
    # The CMS admin of Wagtail 8 still writes a few inline scripts on its list and edit pages.
    "EXCLUDE_URL_PREFIXES": ("/cms/",),
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        # Plotly inserts two style elements, an empty one and that of its maps; their hashes.
        "style-src-elem": [
            SELF,
            "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
            "'sha256-ji27qzEtxXZW+7dun6UwjHXJ18e6WAin1VvNtkzIE/o='",
        ],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        # Browsers follow a form to where its answer leads: to the single sign-on as well.
        "form-action": [SELF, *OIDC_ORIGINS],
        "frame-ancestors": [SELF],
    },
}

# --- Watching it ----------------------------------------------------------------------------
LOGGING = logging_config(env("LOG_FORMAT", default="line"), env("LOG_LEVEL", default="INFO"))
# Who may collect /metrics: whoever knows the token, and these machines or networks.
METRICS_TOKEN = secret("METRICS_TOKEN", default="")
METRICS_ALLOW = env.list("METRICS_ALLOW", default=[])
# So many seconds a change may wait for the index before /readyz says so.
SEARCH_LAG_LIMIT = env.int("SEARCH_LAG_LIMIT", default=300)
SENTRY_DSN = secret("SENTRY_DSN", default="")
SENTRY_ENVIRONMENT = env("SENTRY_ENVIRONMENT", default="production")

# The living style guide is for those who build the site.
STYLE_GUIDE = env.bool("STYLE_GUIDE", default=False)
# The invented States' requests and donors' offers of `make demo`; every page then says so.
EXAMPLE_WORLD = env.bool("EXAMPLE_WORLD", default=False)
