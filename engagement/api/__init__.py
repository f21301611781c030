"""Engagements as data: a second door to the same rows and the same policy."""
