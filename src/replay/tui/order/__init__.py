"""The running order: its columns, its rows, and how many cars have one."""
