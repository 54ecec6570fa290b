"""Lengths of time: integers with a name."""

from __future__ import annotations

from typing import NewType

Samples = NewType("Samples", int)
Milliseconds = NewType("Milliseconds", int)
