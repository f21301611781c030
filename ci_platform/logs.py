"""What the processes write down of themselves: one line for each event, and letters to the operators about trouble."""

from __future__ import annotations

import os
from typing import Any

import structlog

# One line for each event, exceptions in plain text: drawing them takes seconds and shows what variables hold.
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.filter_by_level,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(),
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)


def written_down() -> dict[str, Any]:
    """Return what Django's LOGGING holds."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
        "filters": {"reference": {"()": "initiatives.trouble.WithReference"}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["reference"]},
            "operators": {"class": "initiatives.trouble.TroubleMail", "level": "ERROR"},
        },
        "root": {"handlers": ["console"], "level": os.environ.get("CI_LOG_LEVEL", "WARNING")},
        "loggers": {
            "django": {"handlers": [], "level": "INFO"},  # its own mail would hold what people sent
            "initiatives.trouble": {"handlers": ["operators"], "propagate": False},
            "celery.app.trace": {"handlers": ["operators"], "level": "INFO"},
            "django_structlog": {"level": "ERROR"},
            "fontTools": {"level": "ERROR"},
            "weasyprint": {"level": "ERROR"},
        },
    }
