"""Django's PostgreSQL, with pooled connections that are looked at and not asked."""
