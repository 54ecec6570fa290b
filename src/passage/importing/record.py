"""What imports wrote: by it a file that somebody edited is told from one that nobody touched."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from passage import fingerprint

FILE = "scripts/imports.json"
VERSION = 1

_HEAD = rb"\A(---\n(?:(?!---\n).*\n)*?)"
_CONSENT = re.compile(_HEAD + rb"consent: .*\n(?:because: .*\n)?")
_DAY = re.compile(rb"^published: .*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Record:
    """For each source, by its name, the paths that it gave and the digests of what was written."""

    sources: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def made(self, names: Iterable[str]) -> frozenset[str]:
        """The paths that sources with these names gave."""
        return frozenset(path for name in names for path in self.sources.get(name, ()))

    def is_untouched(self, path: str, there: bytes) -> bool:
        """Whether a file is as an import wrote it, consent and day aside."""
        here = digest(there)
        return any(paths.get(path) == here for paths in self.sources.values())

    def text(self) -> str:
        """The record as JSON."""
        told = {"version": VERSION, "sources": self.sources}
        return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def parse(data: bytes) -> Record:
    """A record from its file. One that cannot be read is as none: every file counts as edited."""
    try:
        told = json.loads(data)
        if told["version"] != VERSION:
            return Record()
        sources = {
            str(name): {str(path): str(value) for path, value in paths.items()}
            for name, paths in told["sources"].items()
        }
    except (ValueError, KeyError, TypeError, AttributeError):
        return Record()
    return Record(sources)


def digest(data: bytes) -> str:
    """Of what a script or an episode says, consent and day aside."""
    return fingerprint.of_bytes(settled(data))


def settled(data: bytes) -> bytes:
    """A script without what its narrator agreed to, or an episode without its day."""
    return _CONSENT.sub(rb"\1", data) if data.startswith(b"---\n") else _DAY.sub(b"", data)
