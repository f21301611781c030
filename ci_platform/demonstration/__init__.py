"""The two demonstration initiatives: real figures, invented people, and a history made by the actions themselves."""
