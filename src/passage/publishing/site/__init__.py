"""The listening site: pages that are complete without a script, in the show's language.

Pure: values in, pages out. `pipeline.site` decides which are made, and writes them.
"""

from __future__ import annotations

VERSION = 4
"""Goes up when the same values and the same templates give other pages."""
