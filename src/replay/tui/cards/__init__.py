"""The cards of the side: facts about the race, a moment of it, or a car, as rows of words."""
