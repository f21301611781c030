"""The tables of engagement. Levels and promises are rules; engagements follow with the engine of decisions."""
