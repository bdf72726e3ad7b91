"""Files that others wrote: what they say is read with its place, and refused by file and line."""
