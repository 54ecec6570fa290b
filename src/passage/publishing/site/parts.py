"""An episode's words, cut into pages that are light enough for a thin connection."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from passage import writing
from passage.model import Chapter, Cue, Milliseconds, Role
from passage.publishing import markup
from passage.publishing.published import Published
from passage.publishing.site import catalogue, tongues
from passage.publishing.site.tongues import Said
from passage.publishing.transcripts import Transcript
from passage.publishing.transcripts.transcript import Sentence

PAGE_BYTES = 64_000
"""Of a page's transcript and chapters. What stands around them takes less than 30,000 more."""

_SENTENCE, _PIECE, _PARAGRAPH, _SECTION, _LISTED = 80, 25, 120, 1_400, 330
"""Bytes of markup, at most; a section's has its line in the list of chapters in it."""

_LEADS = (Role.STAGE_INTRO, Role.TESTIMONY_INTRO)
"""What announces what follows, and stands on the same page."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence on a page."""

    number: int
    """Of its cue, from 1 on."""
    start: Milliseconds
    end: Milliseconds
    said: Said


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph on a page."""

    lines: tuple[Line, ...]
    language: str
    """Of the paragraph as a whole; empty where its sentences are in several."""
    speaker: Said = ()
    """Named where somebody else begins to speak."""
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter on a page, or a piece of one that is longer than a page."""

    chapter: int
    """Its number in the episode, from 1 on; 0 for words before the first one."""
    title: Said
    blocks: tuple[Block, ...]
    continued: bool = False
    """Whether the chapter began on a page before."""

    @property
    def anchor(self) -> str:
        """What a link to it ends with."""
        return f"ch{self.chapter}"


Part = tuple[Section, ...]
"""What stands on one page."""


def parts(published: Published, language: str, cues: Sequence[Cue]) -> tuple[Part, ...]:
    """All words of an episode in order, a part for each page; at least one part.

    `language` is the show's. Pages end between chapters, never between an introduction and what it
    introduces; a chapter that is too long for a page ends in the middle, after a paragraph or at
    least after a sentence.
    """
    whole = tuple(sections(published, language, cues))
    if sum(map(_size, whole)) <= PAGE_BYTES:
        return (whole,)
    listed = _list_size([whole])
    # Where there are several pages, each of them lists the chapters of all, if there is room.
    room = PAGE_BYTES - (listed if listed <= _most_listed() else 0)
    pages: list[list[Section]] = [[]]
    filled = 0
    for bundle in _bundles(published, whole, room):
        size = sum(map(_size, bundle))
        if pages[-1] and filled + size > room:
            pages.append([])
            filled = 0
        pages[-1] += bundle
        filled += size
    return tuple(tuple(page) for page in pages)


def lists_all(cut: Sequence[Part]) -> bool:
    """Whether each page of an episode has room for a list of all its chapters."""
    return len(cut) == 1 or _list_size(cut) <= _most_listed()


def sections(published: Published, language: str, cues: Sequence[Cue]) -> Iterator[Section]:
    """The chapters that have words, in order."""
    episode = published.episode
    starts = [chapter.start for chapter in episode.chapters]
    titles = {script.id: (script.title, script.language) for script in published.scripts}
    told = Transcript(episode.manifest.title, language, tuple(cues), episode.chapters)
    for _, sentences in told.parts:
        if sentences:
            place = bisect_right(starts, sentences[0].cue.start)
            chapter = episode.chapters[place - 1] if place else None
            title = _title(chapter, titles, language) if chapter else ()
            own = titles.get(chapter.script if chapter else "", ("", language))[1]
            tongue = (language, own, catalogue.host(language))
            yield Section(place, title, tuple(_blocks(sentences, tongue)))


def _title(chapter: Chapter, titles: dict[str, tuple[str, str]], language: str) -> Said:
    """A chapter's title: of a script its own; of the host in the language of the host's words."""
    host = catalogue.host(language)
    title, own = titles.get(chapter.script, ("", ""))
    if chapter.role is Role.STAGE_INTRO:
        return tongues.said(chapter.title, language)
    if not title or not chapter.title.endswith(title):
        is_host = chapter.role is not Role.TESTIMONY
        return tongues.said(chapter.title, host if is_host else language)
    before = chapter.title.removesuffix(title)
    return (
        *tongues.said(before, host),
        *tongues.said(title, tongues.of_script(title, own, language)),
    )


def _blocks(sentences: Sequence[Sentence], tongue: Sequence[str]) -> Iterator[Block]:
    """Paragraphs; a speaker's name is in the first of `tongue` whose letters it has."""
    paragraph: list[Sentence] = []
    for sentence in sentences:
        if paragraph and (sentence.turn or sentence.cue.paragraph):
            yield _block(paragraph, tongue)
            paragraph = []
        paragraph.append(sentence)
    yield _block(paragraph, tongue)


def _block(sentences: Sequence[Sentence], tongue: Sequence[str]) -> Block:
    first = sentences[0].cue
    speaker = " ".join(first.speaker.split()) if sentences[0].turn else ""
    told = {
        language or sentence.cue.language
        for sentence in sentences
        for _, language in sentence.pieces
    }
    # Where its words are in several, that of its sentences.
    languages = told if len(told) == 1 else {sentence.cue.language for sentence in sentences}
    return Block(
        tuple(_line(sentence) for sentence in sentences),
        languages.pop() if len(languages) == 1 else "",
        tongues.said(speaker, writing.told_in(speaker, *tongue)),
        first.quoted,
    )


def _line(sentence: Sentence) -> Line:
    cue = sentence.cue
    pieces = tuple((text, language or cue.language) for text, language in sentence.pieces)
    return Line(sentence.number, cue.start, cue.end, pieces)


# ---- how large it is ---------------------------------------------------------------------


def _most_listed() -> int:
    """Bytes that a list of all chapters may take on every page."""
    return PAGE_BYTES * 3 // 8


def _list_size(cut: Sequence[Part]) -> int:
    listed = (section for part in cut for section in part if not section.continued)
    return sum(_LISTED + _said_size(section.title) for section in listed)


def _bundles(
    published: Published, whole: Iterable[Section], room: int
) -> Iterator[tuple[Section, ...]]:
    """What must stand on one page: a section or a piece of one, with what leads to it."""
    chapters = published.episode.chapters
    leads: list[Section] = []
    for section in whole:
        role = chapters[section.chapter - 1].role if section.chapter else None
        if role in _LEADS and sum(map(_size, (*leads, section))) <= room // 2:
            leads.append(section)
            continue
        first, *rest = _cut(section, room, sum(map(_size, leads)))
        yield (*leads, first)
        yield from ((piece,) for piece in rest)
        leads = []
    if leads:
        yield tuple(leads)


def _cut(section: Section, room: int, taken: int) -> Iterator[Section]:
    """A section in pieces, each of which a page has room for; on that of the first, less."""
    if taken + _size(section) <= room:
        yield section
        return
    piece: list[Block] = []
    filled, continued = taken + _SECTION, False
    for block in (small for whole in section.blocks for small in _cut_block(whole, room // 4)):
        size = _block_size(block)
        if piece and filled + size > room:
            yield replace(section, blocks=tuple(piece), continued=continued)
            piece, filled, continued = [], _SECTION, True
        piece.append(block)
        filled += size
    yield replace(section, blocks=tuple(piece), continued=continued)


def _cut_block(block: Block, room: int) -> Iterator[Block]:
    if _block_size(block) <= room:
        yield block
        return
    lines: list[Line] = []
    speaker, filled = block.speaker, 0
    for line in block.lines:
        size = _line_size(line)
        if lines and filled + size > room:
            yield replace(block, lines=tuple(lines), speaker=speaker)
            lines, filled, speaker = [], 0, ()
        lines.append(line)
        filled += size
    yield replace(block, lines=tuple(lines), speaker=speaker)


def _size(section: Section) -> int:
    return _SECTION + 3 * _said_size(section.title) + sum(map(_block_size, section.blocks))


def _said_size(said: Said) -> int:
    return sum(markup.weight(text) for text, _ in said)


def _block_size(block: Block) -> int:
    return _PARAGRAPH + _said_size(block.speaker) + sum(map(_line_size, block.lines))


def _line_size(line: Line) -> int:
    return _SENTENCE + sum(_PIECE + markup.weight(text) for text, _ in line.said)
