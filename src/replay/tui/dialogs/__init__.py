"""What opens over a screen for a moment: help, go-to line, palette."""
