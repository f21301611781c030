#!/usr/bin/env python
"""Runs the management commands of the platform."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Hand the command line to Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ci_platform.settings")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
