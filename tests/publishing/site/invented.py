"""Invented shows in three languages, as the site gets them, and ways to read its pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from lxml import html as lxml_html

from passage.model import (
    Chapter,
    Consent,
    Cue,
    Episode,
    EpisodeKind,
    Lexeme,
    Manifest,
    Milliseconds,
    Phrase,
    Role,
    Script,
    ScriptKind,
    Show,
    Stage,
)
from passage.publishing.published import Edition, Picture, Published, TranscriptFile
from passage.publishing.site import pages, parts, values
from passage.publishing.site.pages import Document, Neighbours
from passage.publishing.site.values import Book, Shelf, Site, Sound
from passage.publishing.transcripts import FORMATS

SENTENCE = 4_000
"""Milliseconds, with the pause."""

Runs = Sequence[tuple[str, str]]
"""A sentence: its text and languages."""


def cue(number: int, runs: Runs, **changes: object) -> Cue:
    """A sentence of Bo's."""
    start = Milliseconds(number * SENTENCE)
    made = Cue(
        start=start,
        end=Milliseconds(start + SENTENCE - 500),
        phrases=tuple(Phrase(text, text, language) for text, language in runs),
        language=runs[0][1],
        speaker="Bo",
        role=Role.TESTIMONY,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def script(name: str, **changes: object) -> Script:
    """A testimony of Bo's in English."""
    made = Script(
        id=name,
        kind=ScriptKind.TESTIMONY,
        title=f"Title of {name}",
        language="en",
        consent=Consent.GRANTED,
        body=(),
        stage="home",
        place="Lower Town",
        narrator="Bo",
        narrator_role="left in 1999",
        content_notes=("war", "hunger & cold"),
        source="An interview, https://example.org/bo?a=1&b=2.",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


SHOW = Show(
    title="Invented Roads",
    description="People who never were tell of a way they never went.\n\nNobody went it.",
    language="en",
    address="https://example.org/roads/",
    guid="7f1c4d2e-3c36-5a8e-9d53-0f6f5a0f9a11",
    author="Nobody",
    email="nobody@example.org",
    category=("Society & Culture",),
    stages=(
        Stage("home", "Home", "It begins where everybody knows everybody."),
        Stage("road", "The Road", "It goes on for longer than anyone had thought."),
    ),
    help_text="Be kind to those who arrive.",
    licence="CC-BY-4.0",
    funding=("https://example.org/give?to=us&how=card", "Give"),
    frequency="Every Sunday",
)
KOREAN = replace(
    SHOW,
    title="지어낸 길",
    description="없던 사람들이 가지 않은 길을 이야기합니다.",
    language="ko",
    author="아무도 아님",
    stages=(
        Stage("home", "고향", "모두가 서로 아는 곳입니다."),
        Stage("road", "길", "길고 깁니다."),
    ),
    help_text="다가오는 사람에게 친절하세요.",
    funding=None,
    frequency="일요일마다",
)
ARABIC = replace(
    SHOW,
    title="طرق مختلقة",
    description="ناس لم يكونوا يروون عن طريق لم يسلكوه.",
    language="ar",
    author="لا أحد",
    stages=(
        Stage("home", "البيت", "حيث يعرف الجميع الجميع."),
        Stage("road", "الطريق", "طويل جدا."),
    ),
    help_text="كونوا لطفاء.",
    funding=None,
    frequency="كل أحد",
)

COVER = Picture("feed/cover-1234abcd.png", "A line over dark hills.", 3000)
LEXICON = (
    Lexeme(("Il-Lyong", "Il Lyong"), "en", "ɪlˈljɔːŋ", "ill-lyong"),
    Lexeme(("Tumen",), "en", alias="too-mun"),
)


def site(show: Show = SHOW) -> Site:
    """A site with everything that one can have."""
    return Site(
        show,
        COVER,
        LEXICON,
        (Sound("Tumen", "en", "feed/glossary/tumen.mp3"),),
        (
            Book(
                "feed/roads.epub", narrated=True, media_type="application/epub+zip", size=1_234_567
            ),
        ),
        has_glossary=True,
    )


def published(
    name: str, number: int, cues: Sequence[Cue], scripts: Sequence[Script], **changes: object
) -> Published:
    """An episode with a chapter for each role and script that its cues have, one after another."""
    chapters: list[Chapter] = []
    titles = {each.id: each.title for each in scripts}
    for each in cues:
        end = Milliseconds(each.start + SENTENCE)
        if chapters and (chapters[-1].role, chapters[-1].script) == (each.role, each.script):
            chapters[-1] = replace(chapters[-1], end=end)
            continue
        title = titles.get(each.script, each.role.value.title())
        if each.role is Role.TESTIMONY_INTRO:
            title = f"Introduction: {title}"
        chapters.append(Chapter(each.start, end, title, each.role, each.script))
    manifest = Manifest(
        id=name,
        guid=f"00000000-0000-4000-8000-{number:012}",
        number=number,
        title=f"Part {name.title()}",
        published=datetime(2026, 3, number, 9, tzinfo=UTC),
        scripts=tuple(each.id for each in scripts),
        season="home",
        summary="What happened.\n\nAnd then?",
    )
    length = chapters[-1].end if chapters else Milliseconds(0)
    made = Published(
        Episode(manifest, f"{name}-0123abcd.mp3", 4_321_000, length, tuple(chapters)),
        scripts=tuple(scripts),
        transcripts=tuple(
            TranscriptFile(f"feed/transcripts/{name}{form.suffix}", form.media_type, form.captions)
            for form in FORMATS
        ),
        picture=Picture(f"feed/pictures/{name}-0a0b0c0d.png", "Drawn.", 1400),
        editions=(
            Edition(
                f"feed/editions/{name}-01.opus", "audio/ogg", 99_000, 24_000, "opus", "Low", "s"
            ),
        ),
        page=values.page(name),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


SCRIPTS = (
    script("leaving", title="강 <em>River</em>", language="ko", narrator="하늘", place="함경도"),
    script("walking", stage="road", narrator="", place="", source=""),
    script("news", kind=ScriptKind.REPORT, title="A report", narrator="Cy", language="ar-EG"),
    script("prologue", kind=ScriptKind.HOST, narrator="", stage="", place="", source=""),
)
CUES = (
    cue(0, [("This is Invented Roads.", "en")], role=Role.OPENING, speaker="Ada"),
    cue(
        1,
        [("Lower Town.", "en")],
        role=Role.TESTIMONY_INTRO,
        script="leaving",
        speaker="Ada",
        paragraph=True,
    ),
    cue(2, [("우리는 ", "ko"), ("Bo & <co>", "en"), ("와 떠났다.", "ko")], script="leaving"),
    cue(3, [("아무도 보지 못했다.", "ko")], script="leaving"),
    cue(4, [("“돌아와”,", "ko")], script="leaving", quoted=True, speaker="Baker", paragraph=True),
    cue(5, [("We walked.", "en")], script="walking", speaker="Someone", paragraph=True),
    cue(6, [("Then  we\nwalked", "en"), (" ", "en"), ("on.", "en")], script="walking"),
    cue(7, [("قال ", "ar-EG"), ("hello", "en"), (".", "ar-EG")], script="news", speaker="Cy"),
    cue(8, [("The end {{ 7*7 }}.", "en")], script="prologue", speaker="Ada"),
    cue(9, [("Thanks.", "en")], role=Role.CLOSING, speaker="Ada"),
)
ONE = published("one", 1, CUES, SCRIPTS)
TWO = published(
    "two",
    2,
    [cue(0, [("We came.", "en")], script="coming")],
    [script("coming", stage="road", place="New Town")],
)
TRAILER = published("zero", 3, [cue(0, [("Hear us.", "en")], script="prologue")], [SCRIPTS[3]])
TRAILER = replace(
    TRAILER,
    episode=replace(
        TRAILER.episode,
        manifest=replace(TRAILER.episode.manifest, kind=EpisodeKind.TRAILER, season="", number=0),
    ),
    picture=None,
    transcripts=(),
    editions=(),
)


def shelf(show: Show = SHOW) -> tuple[Shelf, dict[str, Sequence[Cue]]]:
    """Three episodes and their cues."""
    cues: dict[str, Sequence[Cue]] = {
        "one": CUES,
        "two": (cue(0, [("We came.", "en")], script="coming"),),
        "zero": (cue(0, [("Hear us.", "en")], script="prologue"),),
    }
    episodes = values.in_order([TWO, ONE, TRAILER])
    told = [
        testimony
        for each in episodes
        for testimony in values.testimonies(
            each,
            show.language,
            cues[each.episode.manifest.id],
            parts.parts(each, show.language, cues[each.episode.manifest.id]),
        )
    ]
    between = {name: values.between(heard) for name, heard in cues.items()}
    return Shelf(episodes, tuple(told), between), cues


def episode_pages(
    made: Published, cues: Sequence[Cue], show: Show = SHOW, near: Neighbours | None = None
) -> list[Document]:
    """All pages of one episode."""
    cut = parts.parts(made, show.language, cues)
    return list(pages.episode(site(show), made, cut, near or Neighbours()))


def whole(show: Show = SHOW) -> dict[str, bytes]:
    """Every page of a site, by its path."""
    filled, cues = shelf(show)
    made = {page.path: page.content for page in pages.shared(site(show), filled)}
    for place, each in enumerate(filled.episodes):
        near = Neighbours(
            filled.episodes[place - 1] if place else None,
            filled.episodes[place + 1] if place + 1 < len(filled.episodes) else None,
        )
        told = cues[each.episode.manifest.id]
        made |= {page.path: page.content for page in episode_pages(each, told, show, near)}
    return made


def tree(content: bytes) -> Any:
    """A page, read."""
    return lxml_html.document_fromstring(content.decode())


def texts(element: Any) -> Iterator[tuple[str, str]]:
    """The text in an element, each stretch with the language that is in force there."""
    language = next(
        (each.get("lang") for each in [element, *element.iterancestors()] if each.get("lang")), ""
    )
    if element.text and element.tag not in {"script", "style"}:
        yield element.text, language
    for child in element:
        yield from texts(child)
        if child.tail:
            yield child.tail, language


def joined(stretches: Iterator[tuple[str, str]]) -> list[tuple[str, str]]:
    """The same with neighbours of one language together, and single spaces."""
    found: list[tuple[str, str]] = []
    for text, language in stretches:
        if found and found[-1][1] == language:
            found[-1] = (found[-1][0] + text, language)
        else:
            found.append((text, language))
    return [(" ".join(text.split()), language) for text, language in found if text.strip()]
