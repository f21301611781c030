"""The Celery application: the workers and the beat of the platform."""

from __future__ import annotations

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ci_platform.settings")

app = Celery("ci_platform")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
