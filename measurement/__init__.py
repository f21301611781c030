"""Shared measurement: results, indicators, figures, gaps and what they say."""
