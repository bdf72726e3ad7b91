"""Where each car most probably was, from what the record tells: no fact is enforced yet."""
