"""What there is to say once the flag has fallen: the race on one sheet, and what was published."""
