"""The screen in a browser on this machine: a page, and a session of the program for each visit."""
