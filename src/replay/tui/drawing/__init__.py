"""How anything is drawn: colour, signs, cells, plates, and rows that repaint only what changed."""
