"""The terminal itself: what it sends and is sent, what ends the program, giving it back."""
