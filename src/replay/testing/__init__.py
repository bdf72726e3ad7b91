"""Race files and screens as tests: the plug-in for pytest, and what it paints and compares."""
