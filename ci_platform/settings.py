"""One settings file for every place; what differs comes from the environment.

CI_DEMO=1 offers the demonstration accounts (loopback only). DEBUG is never on: error pages and speed are the real ones.
"""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from ci_platform.addresses import celery_address, database, own_servers
from ci_platform.logs import written_down
from initiatives.erased import FILE as ERASED

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("CI_DATA_DIR") or BASE_DIR / ".data").resolve()
for _name, _value in own_servers(DATA_DIR).items():
    os.environ.setdefault(_name, _value)
DEBUG = False
RELEASE = os.environ.get("CI_RELEASE", "0.1.0")  # part of every ETag: a new release makes all copies old
DEMO = os.environ.get("CI_DEMO") == "1"
PORT = os.environ.get("PORT", "8000")
BASE_URL = os.environ.get("CI_BASE_URL", f"http://localhost:{PORT}").rstrip("/")
SECURE = BASE_URL.startswith("https://")
HOSTS_ON_LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = [h for h in os.environ.get("CI_HOSTS", "").split(",") if h] or HOSTS_ON_LOOPBACK
if DEMO and not set(ALLOWED_HOSTS) <= {*HOSTS_ON_LOOPBACK, "testserver"}:
    raise ImproperlyConfigured(
        "CI_DEMO=1 signs anybody in: it is only for loopback hosts. Unset CI_DEMO or CI_HOSTS."
    )


def _secret_key() -> str:
    key = os.environ.get("CI_SECRET_KEY", "")
    if key:
        return key
    if SECURE:
        raise ImproperlyConfigured("Set CI_SECRET_KEY to a long random text: sessions are signed with it.")
    return "only-for-commands-on-this-machine-" + "0" * 32


SECRET_KEY = _secret_key()

INSTALLED_APPS = [
    "ci_platform.apps.PlatformConfig",
    "communications.apps.CommunicationsConfig",
    "engagement.apps.EngagementConfig",
    "measurement.apps.MeasurementConfig",
    "initiatives.apps.InitiativesConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "guardian",
    "pgtrigger",
    "pghistory",
    "django_htmx",
    "csp",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    # Watches over migrations while they are written; the product runs without it.
    *(["django_linear_migrations"] if find_spec("django_linear_migrations") else []),
]

MIDDLEWARE = [
    "initiatives.middleware.HeadHasNoBody",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Above everything that makes or reads a body. It adds random bytes to each answer and Django masks its tokens, so
    # that lengths tell nothing (BREACH); ETags become weak and still match.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "initiatives.middleware.PublicPages",
    # A reader whose copy still holds needs none of what follows.
    "initiatives.middleware.KeptCopies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "initiatives.middleware.InitiativeScope",
    "initiatives.middleware.OnceOnly",
]

ROOT_URLCONF = "ci_platform.urls"
WSGI_APPLICATION = "ci_platform.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "initiatives.context.page",
                "communications.context.waiting",
            ],
            "builtins": ["initiatives.templatetags.ui", "django.templatetags.i18n"],
        },
    },
]


# --- Database: the application's plain role; `migrate` and the tests' set-up use the owner -----------------------------


DATABASE_URL = os.environ.get("DATABASE_URL", "postgresql://ci_app@localhost/ci")
DATABASE_OWNER_URL = os.environ.get("DATABASE_OWNER_URL", DATABASE_URL)
AS_OWNER = sys.argv[1:2] in (["migrate"], ["pgtrigger"], ["prepare_restore"])
APPLICATION_ROLE = database(DATABASE_URL)["USER"]
THREADS = int(os.environ.get("CI_THREADS", "4"))
# Also as python -m gunicorn; each web worker opens its own after the fork (`ci_platform.web`).
POOLED = "gunicorn" in Path(sys.argv[0]).parts[-2:]
_default = database(DATABASE_OWNER_URL if AS_OWNER else DATABASE_URL)
DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        **_default,
        # A database that was away is asked for again by the next request, not after ever longer waits.
        "OPTIONS": {"pool": {"min_size": 1, "max_size": THREADS + 4, "timeout": 10, "reconnect_timeout": 2}}
        if POOLED
        else {},
    },
    # A second connection, outside the job's transaction, on which a running job tells how far it is.
    "pulse": {**_default, "CONN_MAX_AGE": 0, "TEST": {"MIRROR": "default"}},
}
# What each web worker keeps of pages for readers without an account; 0 makes every page anew.
REMEMBERED_BYTES = int(os.environ.get("CI_REMEMBERED_BYTES", str(16 * 1024 * 1024)))
DATABASE_ROUTERS = ["initiatives.tenancy.OneDatabase"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MIGRATION_MODULES: dict[str, str] = {}

# --- People ------------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "initiatives.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/signin/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = GUARDIAN_MONKEY_PATCH_GROUP = False
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_FORMS = {"signup": "initiatives.forms.signup.AccountForm"}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_ADAPTER = "initiatives.accounts.PlatformAccounts"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
# Strict per account (key), wide per address: a whole room may sign in from behind one address.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "120/m/ip,5/300s/key",
    "request_login_code": "120/m/ip,3/m/key",
    "signup": "120/m/ip",
    "reset_password": "60/m/ip,5/m/key",
    "reset_password_from_key": "60/m/ip",
    "confirm_email": "1/60s/key",
}
MFA_ADAPTER = "initiatives.accounts.PlatformPasskeys"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE

# --- Languages and time ------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TRANSLATED = ["en", *(path.parts[-3] for path in BASE_DIR.glob("locale/*/LC_MESSAGES/django.mo"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
FORMAT_MODULE_PATH = ["ci_platform.formats"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
THEME_COOKIE_NAME = "theme"
CLOCK_MAY_MOVE = sys.argv[1:2] == ["seed"]

# --- Files -------------------------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = Path(os.environ.get("CI_STATIC_ROOT") or DATA_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
# `bin/run` and the image collect the files under names of their contents, compressed, and say where; without that
# (manage.py runserver) they come from the source.
COLLECTS = sys.argv[1:2] == ["collectstatic"]
COLLECTED = "CI_STATIC_ROOT" in os.environ and (STATIC_ROOT / "staticfiles.json").is_file()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "ci_platform.static_storage.NamedByContent"
        if COLLECTED or COLLECTS
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = DATA_DIR / "files"
MAIL_ROOT, ERASED_FILE = DATA_DIR / "mail", DATA_DIR / ERASED
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# --- Security ----------------------------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SESSION_COOKIE_SECURE = SECURE
CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_USE_SESSIONS = False
CSRF_FAILURE_VIEW = "initiatives.views.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [BASE_URL]
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# --- Mail --------------------------------------------------------------------------------------------------------------
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if os.environ.get("CI_SMTP_HOST")
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = MAIL_ROOT
EMAIL_HOST = os.environ.get("CI_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("CI_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("CI_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("CI_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("CI_SMTP_TLS") == "1"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("CI_MAIL_FROM", "no-reply@example.org")
BOUNCE_KEY = os.environ.get(
    "CI_BOUNCE_KEY", ""
)  # with which a mail service tells /mail/bounces/ what came back
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_SUBJECT_PREFIX = "[Collective impact] "
# Who is told when something goes wrong; in the demonstration an invented operator, whose mail lies under /dev/mail/.
_ADMINS = os.environ.get("CI_ADMINS", "operator@example.org" if DEMO else "")
ADMINS = [("", address.strip()) for address in _ADMINS.split(",") if address.strip()]

# --- Redis: the broker of the jobs and the shared cache. Nothing acknowledged lives only there. -----------------------
REDIS_URL = os.environ.get("REDIS_URL", "redis://localhost:6379/0")


CACHES = {
    "default": {
        "BACKEND": "initiatives.cache.ForgivingRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "ci",
        "TIMEOUT": 300,
    }
}
CELERY_BROKER_URL = celery_address(REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 570
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "socket_connect_timeout": 2,
    "socket_timeout": 5,
    "max_retries": 1,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_DEFAULT_QUEUE = "interactive"
CELERY_TIMEZONE = "UTC"
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_BEAT_SCHEDULE = {
    "what-is-due": {"task": "initiatives.tick", "schedule": 15.0, "options": {"expires": 15}},
}

# --- History -----------------------------------------------------------------------------------------------------------
PGHISTORY_CREATED_AT_FUNCTION = "ci_now()"
PGTRIGGER_INSTALL_ON_MIGRATE = False
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]  # rights are read in initiatives.access only

# --- API ---------------------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "initiatives.access.tokens.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["initiatives.access.api_policy.ByPolicy"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "initiatives.access.api.ByCursor",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": [
        "rest_framework.throttling.AnonRateThrottle",
        "rest_framework.throttling.UserRateThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {"anon": "600/hour", "user": "6000/hour", "writing": "600/hour"},
    "EXCEPTION_HANDLER": "initiatives.access.api.explain",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Collective impact",
    "DESCRIPTION": "Everything that an initiative publishes, as data. Same words and same rights as the pages.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {
        "docExpansion": "none",
        "defaultModelsExpandDepth": -1,
    },  # it stops at a hundred open ones
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SCHEMA_PATH_PREFIX": r"/api/v1/i/\{slug\}",
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
    "ENUM_NAME_OVERRIDES": {
        "DecisionStateEnum": "engagement.models.decisions.Decision.State",
        "SpectrumLevelEnum": "engagement.models.LEVELS",
    },
}

LOGGING = written_down()
