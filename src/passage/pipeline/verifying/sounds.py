"""Sound and books: fetched one after the other, heard, and compared with everything else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import unquote

from passage.errors import MixingFailed
from passage.keeping import files
from passage.mixing import listening
from passage.model.answered import Answer
from passage.narrating import phrasebook
from passage.pipeline import enclosures
from passage.pipeline.shelving import book_check
from passage.pipeline.verifying import texts
from passage.pipeline.verifying.asking import Asking
from passage.validating import chapters
from passage.validating.delivery import answers, book, carriers, formats, sound, tag
from passage.validating.delivery.named import MEDIA, Named
from passage.validating.delivery.sound import Measured, Tag, Wanted
from passage.validating.document import Node

LARGEST = 2_000_000_000
"""Bytes of a sound whose length nobody states, and of a book: forty hours and more."""
_LONGEST = 48 * 3600
"""Seconds of a sound that are listened to."""


@dataclass(frozen=True, slots=True)
class _Sound:
    """A sound to fetch, and the episode that it is of."""

    named: Named
    item: Node | None
    is_main: bool


def hear(asking: Asking, listed: Sequence[Named], wanted: Wanted, *, is_ours: bool) -> None:
    """Fetch every sound once, and judge it."""
    for each in _sounds(listed):
        address = each.named.address
        if not texts.is_worth(asking, address):
            continue
        stated = each.named.length
        answer = asking.get(address, LARGEST if stated is None else stated)
        asking.tell(answers.whole(each.named, asking.heads[address], answer))
        if answers.is_good(answer) and answer.path:
            _judge(asking, each, answer, answer.path, wanted, is_ours=is_ours)
        asking.forget(answer)


def read_books(
    asking: Asking, found: Sequence[str], items: Sequence[Node], *, is_ours: bool
) -> None:
    """Fetch every book, and compare it with the episodes."""
    main = [each.attributes.get("url", "") for item in items for each in item.all("enclosure")]
    for address in found:
        answer = asking.get(address, LARGEST)
        asking.tell(answers.status(answer))
        if answers.is_good(answer) and answer.path:
            asking.tell(answers.same_head(asking.heads[address], answer))
            asking.books[address] = files.sha256(answer.path)
            try:
                opened = book.read(answer.path, LARGEST)
            except book.Unopenable as error:
                asking.tell([book.unopenable(address, error)])
            else:
                # Where a sound did not come, nobody knows whether the book has that one.
                if all(each in asking.digests for each in main):
                    asking.tell(book.sounds(address, opened, set(asking.digests.values())))
                for item in items:
                    said = texts.sentences(asking, item)
                    asking.tell(book.words(address, item.say("title"), opened, _in(opened, said)))
                asking.tell(book.pictures_whole(address, opened))
                if is_ours:
                    _made(asking, address, opened, items)
                # Last, since it reads everything in it once more.
                asking.tell_found(book_check.check(answer.path, asking.shown(address)))
        asking.forget(answer)


def _made(asking: Asking, address: str, opened: book.Book, items: Sequence[Node]) -> None:
    """What a book that Passage made promises beside its words and its sound."""
    channel = items[0].parent if items else None
    if channel is None:
        return
    author, language = channel.say("itunes:author"), channel.say("language")
    wanted = {"title": channel.say("title"), "creator": author, "language": language}
    asking.tell(book.made(address, opened, wanted))
    if asking.is_told(book.WORDS.name, address) or not all(
        texts.is_sure(asking, item) and texts.sentences(asking, item) for item in items
    ):
        return  # What is wrong with the words is told already.
    said = [sentence for item in items for sentence in texts.sentences(asking, item)]
    titles = [channel.say("title"), *(item.say("title") for item in items)]
    titles += [title for item in items for title in texts.titles(asking, item)]
    asking.tell(book.added(address, opened, [*said, *titles]))


def _sounds(listed: Sequence[Named]) -> list[_Sound]:
    """Each address once: as an episode's main sound, if it is one."""
    found: dict[str, _Sound] = {}
    for each in sorted(listed, key=lambda each: each.role != "enclosure"):
        if each.role in MEDIA and each.address not in found:
            found[each.address] = _Sound(each, each.node.item, each.role == "enclosure")
    return list(found.values())


def _judge(  # noqa: PLR0913 - what is known of one sound
    asking: Asking, each: _Sound, answer: Answer, path: Path, wanted: Wanted, *, is_ours: bool
) -> None:
    address, item = each.named.address, each.item
    asking.compare_part(address, path)
    asking.digests[address] = files.sha256(path)
    name = address.rpartition("/")[2]
    hashed = name.rpartition(".")[0].rpartition("-")[2]
    if is_ours and enclosures.is_name(name) and not asking.digests[address].startswith(hashed):
        asking.tell([sound.misnamed(address)])
    if each.named.node.parent and each.named.role == "podcast:source":
        asking.tell(sound.integrity(address, each.named.node.parent, path))
    said = None
    if item and each.is_main and _is_mp3(answer, each.named):
        said = tag.read(path)
        asking.tell(sound.tagged(address, item, said))
        _compare(asking, address, item, said)
        if said and is_ours:
            _about(asking, address, item, said)
    try:
        heard = listening.listen(path, _LONGEST)
    except MixingFailed as error:
        measured = Measured(0, wanted.loudness, wanted.true_peak, error.problem)
        item = None
    else:
        measured = Measured(heard.duration, heard.loudness, heard.true_peak, heard.complaint)
    asking.tell(sound.compare(address, item, measured, wanted if each.is_main else None))
    if item and said:
        _ends(asking, address, item, said, measured.duration)


def _compare(asking: Asking, address: str, item: Node, said: Tag | None) -> None:
    """The chapters and the words of the tag, against those of the other carriers."""
    file, in_file = texts.in_file(asking, item)
    # A file that did not come is told by another rule.
    in_files = {} if file and asking.data(file) is None else {carriers.FILE: (file, in_file)}
    told = {
        **in_files,
        carriers.FEED: (address, carriers.in_feed(item)),
        carriers.TAG: (address, said.chapters if said else ()),
        carriers.NOTES: (address, carriers.in_notes(item)),
    }
    asking.tell(carriers.compare(told))
    if said and said.chapters:
        asking.tell(carriers.contents(address, said.contents, said.ids))
    if said and said.lyrics:
        texts.compare(asking, item, {address: formats.lyrics(said.lyrics)})


def _about(asking: Asking, address: str, item: Node, said: Tag) -> None:
    """What the tag, and the file of chapters, say of the episode."""
    channel = item.parent
    show = channel.say("title") if channel else ""
    author = channel.say("itunes:author") if channel else ""
    wanted = {
        "title": item.say("title"),
        "album": show,
        "artist": author,
        "number": item.say("itunes:episode"),
        "date": _day(item.say("pubDate")),
    }
    has_text = bool(item.all("podcast:transcript"))
    asking.tell(sound.told(address, said, wanted, has_text=has_text))
    file, _ = texts.in_file(asking, item)
    data = asking.data(file) if file else None
    if data is not None:
        sounds_name = unquote(address.rpartition("/")[2])
        of_file = {"title": item.say("title"), "podcastName": show, "fileName": sounds_name}
        asking.tell(carriers.about(file, chapters.about(data), of_file))


def _ends(asking: Asking, address: str, item: Node, said: Tag, lasts: int) -> None:
    file, _ = texts.in_file(asking, item)
    data = asking.data(file) if file else None
    listed = chapters.listed(data) if data else ()
    told = (file, [each.end for each in listed])
    asking.tell(carriers.ends((address, said.ends), told, lasts))
    if listed:
        pairs = [(each.picture, each.link) for each in listed]
        asking.tell(carriers.pictures(file, carriers.linked(item), pairs))


def _day(written: str) -> str:
    """The day of a date of RSS, as in 2026-03-01; empty where it is none."""
    try:
        return parsedate_to_datetime(written).date().isoformat()
    except ValueError:
        return ""


def _is_mp3(answer: Answer, named: Named) -> bool:
    return "audio/mpeg" in {answer.media_type, named.media_type}


def _in(opened: book.Book, said: Sequence[str]) -> list[str]:
    """The sentences that a book should have: without sound, none of the host's about listening."""
    left_out = () if opened.sounds else phrasebook.of_listening()
    return [sentence for sentence in said if " ".join(sentence.split()) not in left_out]
