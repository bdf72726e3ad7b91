"""The race in plain lines of text: for screen readers, pipes, status bars and subtitles."""
