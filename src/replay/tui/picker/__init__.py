"""The picker: the races that can be opened, and what is public of each."""
