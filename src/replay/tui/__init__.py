"""What we see: the Textual screens and widgets. No files, no wall clock, no racing rules."""
