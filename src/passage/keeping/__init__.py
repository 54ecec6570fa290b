"""Keeping: what is made is written whole or not at all, and kept so that it is made once."""
