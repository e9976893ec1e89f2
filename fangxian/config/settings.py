"""Settings: one file; what differs between machines comes from the environment or the home folder."""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from fangxian.config import app_files
from fangxian.kernel.db.connections import databases
from fangxian.kernel.keys import secret

PACKAGE = Path(__file__).resolve().parent.parent

DEBUG = os.environ.get("FANGXIAN_DEBUG") == "1"
SECRET_KEY = secret("django").hex()
ALLOWED_HOSTS = os.environ.get("FANGXIAN_HOSTS", "127.0.0.1,localhost,testserver").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("FANGXIAN_ORIGINS", "").split(",") if origin]
BEHIND_TLS = os.environ.get("FANGXIAN_TLS") == "1"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django_htmx",
    "csp",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "procrastinate.contrib.django",
    "fangxian.shell",
    "fangxian.kernel.trail",
    "fangxian.kernel.sheets",
    "fangxian.kernel.files",
    "fangxian.features.accounts",
    "fangxian.features.incidents",
    "fangxian.features.territory",
    "fangxian.features.orgs",
    "fangxian.features.roster",
    "fangxian.features.charges",
    "fangxian.features.items",
    "fangxian.features.privacy",
    "fangxian.features.relief",
    "fangxian.features.campaigns",
    "fangxian.features.duty",
    "fangxian.features.sampling",
    "fangxian.features.supervision",
    "fangxian.features.board",
    "fangxian.features.field",
    "fangxian.scenarios",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "fangxian.features.accounts.middleware.SessionRules",
    "fangxian.features.accounts.middleware.OwnLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "fangxian.kernel.web.middleware.Refusals",
    "fangxian.features.charges.middleware.ActingCharge",
    "axes.middleware.AxesMiddleware",
    "fangxian.kernel.web.nul.NoNul",
]

ROOT_URLCONF = "fangxian.config.urls"
SHEETS = "fangxian.config.sheets.KINDS"  # which sheets can be imported
REPORTS = "fangxian.config.reports.KINDS"  # which reports the field's door takes
ITEMS = "fangxian.config.items.FLOWS"  # which kinds of items there are
MOVERS = "fangxian.config.items.MOVERS"  # whose moves ask more than their flow says
CARRIED = "fangxian.config.carried.CARRIED"  # what can hang on a charge
VAULT = "fangxian.features.incidents.selectors.vault"  # what seals the files of an incident
REACTIONS = "fangxian.config.reactions.REACTIONS"
ASGI_APPLICATION = "fangxian.config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "shell" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "fangxian.shell.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "fangxian.shell.templatetags.shell",
            ],
        },
    }
]

DATABASES = databases()
DATABASE_ROUTERS = ["fangxian.config.routers.OwnerMigrates"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},  # a page for each village of a prefecture in three languages
    }
}

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "fangxian.features.accounts.backends.AccountBackend",
]
PASSWORD_HASHERS = ["fangxian.features.accounts.hashers.Argon2id"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username"]},
    },
]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "/"
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "fangxian.features.accounts.views.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
OTP_TOTP_ISSUER = "Fangxian"

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [
    ("zh-hans", _("Simplified Chinese")),
    ("zh-hant", _("Traditional Chinese")),
    ("en", _("English")),
]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["fangxian.locale.formats"]
USE_I18N = True
TIME_ZONE = os.environ.get("FANGXIAN_TIME_ZONE", "Asia/Shanghai")
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [
    PACKAGE / "shell" / "static",
    *([built] if (built := PACKAGE / "shell" / "built" / "assets").is_dir() else []),
]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_ROOT = app_files.ROOT if app_files.ROOT.is_dir() else None
WHITENOISE_INDEX_FILE = True
WHITENOISE_IMMUTABLE_FILE_TEST = app_files.never_changes
WHITENOISE_ADD_HEADERS_FUNCTION = app_files.add_headers

FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # A group that was written in hope and could not be is written with care; the driver warns of each.
    "loggers": {"psycopg": {"level": "ERROR"}},
}
