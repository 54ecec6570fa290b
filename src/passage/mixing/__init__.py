"""Mixing: speeches become a clip, mastered and encoded once; clips become an episode's audio."""

VERSION = 4
"""Goes up when the same speeches are assembled or mastered to other bytes; every clip is then made
again. It stands here so that a plan can be made without loading what makes clips."""
