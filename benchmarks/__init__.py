"""How long Passage takes, beside what it could take at best and what the obvious script takes."""
