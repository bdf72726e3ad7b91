"""What a race file may hold, told from the model: fields, JSON Schema, errors, and a page.

What a field means is written once, below the field, in `replay.race`.
"""
