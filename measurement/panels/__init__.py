"""What this floor shows on the pages of others and of its own nouns. Each noun registers its panels in its own file."""

from measurement.panels import agreements, calculations, capacity, logs, programs, readings, turns

__all__ = ["agreements", "calculations", "capacity", "logs", "programs", "readings", "turns"]
