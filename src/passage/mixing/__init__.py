"""Mixing: speeches become a clip, mastered and encoded once; clips become an episode's audio."""
