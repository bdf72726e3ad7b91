"""What is told of the solved race: its events, how sure each lap is, what had to be given up."""
