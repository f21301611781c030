"""Plain rules of the ground floor: no clock, no database, no settings."""
