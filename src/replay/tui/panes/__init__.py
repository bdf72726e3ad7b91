"""The panes of the replay: each is pure functions of a scene, and a small widget."""
