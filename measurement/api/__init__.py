"""Shared measurement's part of the API."""
