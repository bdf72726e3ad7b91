"""What happened: the record of a race, and pure functions of it. stdlib and msgspec only."""
