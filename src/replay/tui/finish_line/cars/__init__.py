"""The cars as a line camera sees them: outlines, their parts, the number on the door."""
