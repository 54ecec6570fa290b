"""Licences that podcast apps know, which shows are published under and feeds checked by."""

from __future__ import annotations

LICENCES = frozenset({
    "arr", "cc0-1.0", "cc-by-4.0", "cc-by-sa-4.0", "cc-by-nc-4.0", "cc-by-nd-4.0",
    "cc-by-nc-nd-4.0", "cc-by-nc-sa-4.0", "cc", "cc-by-3.0", "cc-by-sa-3.0", "pod-v4v-1.0",
    "afl-3.0", "apache-2.0", "artistic-2.0", "bsl-1.0", "bsd-2-clause", "bsd-3-clause",
    "bsd-3-clause-clear", "wtfpl", "ecl-2.0", "epl-1.0", "eupl-1.1", "agpl-3.0", "gpl", "gpl-2.0",
    "gpl-3.0", "lgpl", "lgpl-2.1", "lgpl-3.0", "unlicense",
})  # fmt: skip
"""Slugs of the podcast namespace's lists, and Creative Commons' family in SPDX's spelling.

https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/license.md
"""
