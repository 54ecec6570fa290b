"""What this machine knows of a show, which the world should know as well, or must not."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote

from passage import fingerprint
from passage.delivering import kinds
from passage.delivering.serving import addressing, news
from passage.keeping import files
from passage.model import Consent, Library, Sound
from passage.model.answered import Answer
from passage.pipeline import former_names
from passage.pipeline.layout import Layout
from passage.pipeline.verifying import feeds
from passage.pipeline.verifying.asking import Asking
from passage.pipeline.verifying.sounds import LARGEST
from passage.publishing.transcripts import FORMATS
from passage.validating.delivery import answers, named, remembered
from passage.validating.delivery.sound import Wanted
from passage.validating.document import Node, Unreadable, parse
from passage.validating.finding import Level

_WHAT_IS_OURS = (
    "passage.yml",
    ".git/config",
    "audio_out/.cache/lock",
    f"audio_out/{former_names.FILE}",
)
"""Below the show's folder, and never to be uploaded: what people wrote has names and addresses, and
digests of what was withdrawn tell whoever guesses an address whether the guess is right."""
_MOST_ASKED = 3
"""Of what lies there only when whole folders were uploaded, a few are enough to tell."""
_WATCHING = re.compile(rb'<script src="' + re.escape(news.SCRIPT.encode()) + rb'"[^>]*></script>\n')
_MADE = ("feed", "audio_out")


@dataclass(frozen=True, slots=True)
class Known:
    """A show as it is here. Paths lie below the show's address."""

    sound: Sound
    made: Path | None = None
    """The folder in which it is made."""
    feed: Node | None = None
    """As it was built last."""
    former: Mapping[str, str] = field(default_factory=dict)
    """Former paths of sound, and the present ones."""
    gone: tuple[str, ...] = ()
    """What must not answer."""
    tombstones: frozenset[str] = frozenset()
    """SHA-256 of the paths of what was withdrawn; nobody can read the paths in them."""

    @property
    def wanted(self) -> Wanted:
        """How it should sound."""
        return Wanted(self.sound.loudness, self.sound.true_peak)


def look(layout: Layout, library: Library) -> Known:
    """What is known of the show in a folder."""
    present = former_names.read(layout)
    return Known(
        library.show.sound,
        layout.folder,
        _feed(layout),
        {
            f"audio_out/{name}": f"audio_out/{file}"
            for name, file in present.names.items()
            if name != file
        },
        tuple(_gone(layout, library)),
        former_names.told(layout).gone,
    )


def compare(asking: Asking, known: Known, feed: str, root: Node) -> None:
    """Compare what is out there with what is known; cheap first."""
    if known.feed:
        asking.tell(remembered.stale(feed, root, known.feed, _moved(feed, root, known.feed)))
    asking.tell(
        told
        for answer in asking.each(asking.reader.head, [asking.base + p for p in known.gone])
        for told in remembered.gone(answer)
    )


def compare_files(asking: Asking, known: Known, feed: str, root: Node) -> None:
    """Compare every file that was fetched with the one that was built, byte for byte.

    It is the last thing that is looked at, and says only what no other rule said: that a page, a
    style or the sound of a word is not as it was made, whatever is wrong with it.
    """
    if known.made is None or known.feed is None:
        return
    here, built_for = _moved(feed, root, known.feed)
    told = tuple({each.place.path for each in asking.found if each.level is not Level.NOTE})
    fetched = {one: answer.path for one, answer in asking.files.items() if answers.is_good(answer)}
    # Sound that is answered as a page was fetched as both, and is gone already.
    seen = {one: files.sha256(path) for one, path in fetched.items() if path and path.is_file()}
    seen |= asking.digests | asking.books
    for address, found in seen.items():
        path = unquote(address.removeprefix(asking.base))
        ours = _made(known.made, path) if address.startswith(asking.base) else None
        # A file within a book is told as one below it.
        if ours is None or any(each.startswith(asking.shown(address)) for each in told):
            continue
        if found == files.sha256(ours) or _is_moved(found, ours, path, built_for, here):
            continue
        if not feeds.is_rehearsal(feed) or not _is_watched(asking.data(address), ours):
            asking.tell([remembered.stale_file(address)])


def compare_withdrawn(asking: Asking, known: Known) -> None:
    """Whether something that was withdrawn is named anywhere, or lies there, and answers."""
    seen = [one for one in {**asking.heads, **asking.files} if one.startswith(asking.base)]
    seen += [asking.base + quote(path) for path in asking.reader.paths()]
    for address in dict.fromkeys(seen):
        path = unquote(address.removeprefix(asking.base)).partition("?")[0]
        if fingerprint.tombstone(path) in known.tombstones:
            asking.ask_heads([address])
            asking.tell(remembered.gone(asking.heads[address]))


def compare_former(asking: Asking, known: Known) -> None:
    """Ask for the former addresses of sound. Those that lead to the present one are not fetched."""
    former = {asking.base + old: asking.base + new for old, new in known.former.items()}
    asking.ask_heads(former)
    for old, new in former.items():
        head = asking.heads[old]
        if answers.is_good(head) and head.at != new and not _is_same(head, asking.heads.get(new)):
            answer = asking.get(old, LARGEST)
            found = files.sha256(answer.path) if answers.is_good(answer) and answer.path else ""
            asking.forget(answer)
            asking.tell(remembered.former(old, new, answer, (found, asking.digests.get(new, ""))))
        else:
            asking.tell(remembered.former(old, new, head, ("", "")))


def is_of(root: Node, known: Known) -> bool:
    """Whether a feed is of the show that is known: by its guid, or by where it says that it lies.

    With either of them alone, the other is what is wrong.
    """
    if known.feed is None:
        return False
    return (
        named.guid(root) == named.guid(known.feed) != ""
        or named.self_link(root) == named.self_link(known.feed) != ""
    )


def _made(folder: Path, path: str) -> Path | None:
    """The file that was built for a path below the show's address, if there is one."""
    made = (folder / path).resolve()
    is_inside = any(made.is_relative_to((folder / name).resolve()) for name in _MADE)
    return made if is_inside and made.is_file() else None


def _is_watched(data: bytes | None, ours: Path) -> bool:
    """Whether a page is as it was built, but for the script that `serve --watch` adds."""
    return data is not None and _WATCHING.sub(b"", data) == ours.read_bytes()


def _is_moved(found: str, ours: Path, path: str, built_for: str, here: str) -> bool:
    """Whether a file is as it was built, but for the show's address, as `serve` tells its own."""
    if not here or not kinds.names_addresses(path):
        return False
    return hashlib.sha256(addressing.moved(ours.read_bytes(), built_for, here)).hexdigest() == found


def _moved(feed: str, root: Node, built: Node) -> tuple[str, str]:
    """The show's address as it is told out there, and as it was built.

    `passage serve` tells its own address wherever the show's stands; elsewhere both are one.
    """
    here, built_for = named.self_link(root), named.self_link(built)
    if not feeds.is_rehearsal(feed) or here != feed or not built_for:
        return "", ""
    return named.base(here), named.base(built_for)


def _is_same(old: Answer, new: Answer | None) -> bool:
    """Whether two files are the same by a strong tag, which is made from their bytes."""
    strong = bool(old.tag) and not old.tag.startswith("W/")
    return new is not None and strong and (old.tag, old.length) == (new.tag, new.length)


def _feed(layout: Layout) -> Node | None:
    try:
        return parse((layout.feed / "feed.xml").read_bytes()).root
    except (OSError, Unreadable):
        return None


def _gone(layout: Layout, library: Library) -> Iterator[str]:
    """Where words of those who did not agree would lie, and what is never for others' eyes."""
    yield from _WHAT_IS_OURS
    kept = {s.id for s in library.scripts if s.consent is Consent.GRANTED}
    # Those who agreed are protected, too: what people wrote has names that nobody is told.
    for script in library.scripts:
        if script.id not in kept:
            yield quote(script.path)
    yield from (quote(script.path) for script in library.scripts[:_MOST_ASKED] if script.id in kept)
    for manifest in library.manifests[:_MOST_ASKED]:
        yield quote(manifest.path)
    for manifest in library.manifests:
        if (
            not set(manifest.scripts) <= kept
            and not (layout.feed / "chapters" / f"{manifest.id}.json").exists()
        ):
            name = quote(manifest.id)
            yield f"feed/chapters/{name}.json"
            yield f"feed/episodes/{name}.html"
            yield from (f"feed/transcripts/{name}{form.suffix}" for form in FORMATS)
