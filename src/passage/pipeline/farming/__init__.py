"""Clips made by workers elsewhere: who is there, who has what, and how it travels."""
