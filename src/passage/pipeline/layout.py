"""Where things lie in a show's folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Layout:
    """The made part of a show's folder; people write the rest."""

    folder: Path

    @property
    def audio(self) -> Path:
        """The episodes that are published."""
        return self.folder / "audio_out"

    @property
    def drafts(self) -> Path:
        """The episodes that are for their makers' ears only, away from all that is published."""
        return self.folder / "drafts"

    def episodes(self, *, published: bool) -> Path:
        """Where episodes of one kind are made."""
        return self.audio if published else self.drafts

    @property
    def cache(self) -> Path:
        """What need not be made twice."""
        return self.audio / ".cache"

    @property
    def lock(self) -> Path:
        """Held by the build that is at work."""
        return self.cache / "lock"

    @property
    def feed(self) -> Path:
        """The feed and all that it names but audio."""
        return self.folder / "feed"

    @property
    def published(self) -> tuple[Path, ...]:
        """The folders whose files have addresses."""
        return (self.audio, self.feed)

    @property
    def made(self) -> tuple[Path, ...]:
        """All folders that Passage writes to, the cache in one of them."""
        return (*self.published, self.drafts)

    def shown(self, path: Path) -> str:
        """A path as a person types it from the show's folder."""
        return path.relative_to(self.folder).as_posix()
