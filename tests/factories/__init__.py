"""Rows for tests: plain functions inside the open scope, with every choice that matters in the call."""
