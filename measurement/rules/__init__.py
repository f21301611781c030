"""Rules of measurement: plain functions on frozen dataclasses, without Django, clock or settings."""
