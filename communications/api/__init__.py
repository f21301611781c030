"""Communication's part of the API."""
