"""Laps, stops, events and results of a race as columns, for notebooks and databases."""
