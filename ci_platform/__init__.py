"""The composition root: settings, addresses, workers. Nothing imports it."""

from ci_platform.celery import app as celery_app

__all__ = ["celery_app"]
