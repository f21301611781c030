"""Starts and stops PostgreSQL and Redis inside the data directory: no installation, no network port."""
