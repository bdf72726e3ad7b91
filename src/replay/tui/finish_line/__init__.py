"""The picture of the line camera, in characters: cars to scale, x is time at the line."""
