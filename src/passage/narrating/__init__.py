"""Narrating: scripts become segments; who says what, in which voice, with which pauses. Pure."""
