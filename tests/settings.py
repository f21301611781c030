"""The settings of the tests: those of the product, with mail, cache, broker and files that stay inside the process."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

os.environ.setdefault("CI_DEMO", "1")

from ci_platform.settings import *  # noqa: F403

CLOCK_MAY_MOVE = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CELERY_BROKER_URL = "memory://"
CELERY_TASK_ALWAYS_EAGER = False  # tests call a task's body; what was sent stays in the process
MEDIA_ROOT = Path(tempfile.gettempdir()) / f"ci-tests-files-{os.getpid()}"
ERASED_FILE = MEDIA_ROOT.with_suffix(".erased")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
LOGGING = {**LOGGING, "loggers": {**LOGGING["loggers"], "django.request": {"level": "CRITICAL"}}}  # noqa: F405
STATIC_ROOT = BASE_DIR / "static"  # noqa: F405
