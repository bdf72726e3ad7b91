"""The finish line: the picture of its camera, what is told of it, and the field as it comes by."""
