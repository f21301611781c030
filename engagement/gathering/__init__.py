"""Reads rows and puts them together as the facts that rules weigh."""
