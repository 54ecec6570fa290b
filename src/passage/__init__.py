"""Passage: written testimonies, to be heard, read along with, or read by touch."""

__version__ = "0.1.0"
