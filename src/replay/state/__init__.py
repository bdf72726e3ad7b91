"""What a viewer keeps of a race: the place left and bookmarks, one readable file a race."""
