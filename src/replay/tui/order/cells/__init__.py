"""The cells of a row of the running order, by what they tell."""
