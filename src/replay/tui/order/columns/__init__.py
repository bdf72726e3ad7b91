"""The columns of the running order: those of each kind of race, and which of them fit."""
