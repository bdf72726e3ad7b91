"""The board of the running order: which columns, which rows, and how each is drawn."""
