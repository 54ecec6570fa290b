"""A small show, invented for these tests, in which every optional field is given once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from io import BytesIO

from PIL import Image

from passage.model import (
    Cast,
    Chapter,
    Consent,
    Episode,
    EpisodeKind,
    Manifest,
    Milliseconds,
    Phrase,
    Role,
    Script,
    ScriptKind,
    Segment,
    Show,
    Stage,
    Utterance,
    Voice,
)
from passage.publishing.published import (
    Edition,
    Picture,
    Published,
    Soundbite,
    TranscriptFile,
)
from passage.publishing.transcripts import FORMATS

BERLIN = timezone(timedelta(hours=1))
SEOUL = timezone(timedelta(hours=9))

SHOW = Show(
    title="The Long Way",
    description="Walks, told by those who took them <slowly> & gladly.",
    language="en",
    address="https://example.org/walks/",
    guid="5b3f2c0a-6c1f-5c9a-9c43-0a8e5f4f1d11",
    author="The Walking Club",
    email="club@example.org",
    category=("Society & Culture", "Documentary"),
    stages=(
        Stage("coast", "The Coast", country="GB", geo="geo:50.7333,-2.7667;u=30000"),
        Stage("hills", "Hills & Woods"),
    ),
    licence="CC-BY-4.0",
    cast=Cast(host_name="Ada"),
    frequency="Every Sunday",
    frequency_rule="FREQ=WEEKLY;BYDAY=SU",
    funding=("https://example.org/give?to=club&how=card", "Buy us boots"),
)

BARE_SHOW = Show(
    title="Walks",
    description="Walks.",
    language="ko",
    address="https://example.org/",
    guid="0f0e0d0c-0b0a-4908-8706-050403020100",
    author="Club",
    email="club@example.org",
    category=("Arts",),
    stages=(Stage("all", "All"),),
    explicit=True,
    block=True,
    complete=True,
)


def chapter(start: int, end: int, title: str, script: str = "") -> Chapter:
    return Chapter(Milliseconds(start), Milliseconds(end), title, Role.TESTIMONY, script)


def script(name: str, stage: str, narrator: str, place: str = "", geo: str = "") -> Script:
    return Script(
        id=name,
        kind=ScriptKind.TESTIMONY,
        title=name.title(),
        language="en",
        consent=Consent.GRANTED,
        body=(),
        stage=stage,
        place=place,
        geo=geo,
        narrator=narrator,
    )


TRAILER = Episode(
    Manifest(
        id="trailer",
        guid="11111111-1111-4111-8111-111111111111",
        number=0,
        title="Before we set out",
        published=datetime(2026, 10, 1, 8, 0, tzinfo=SEOUL),
        scripts=("hello",),
        kind=EpisodeKind.TRAILER,
    ),
    file="trailer-00c0ffee.mp3",
    size=4321,
    duration=Milliseconds(29_499),
    chapters=(),
)

COAST = Episode(
    Manifest(
        id="coast-1",
        guid="22222222-2222-4222-8222-222222222222",
        number=1,
        title="Salt & <wind>",
        published=datetime(2026, 11, 1, 9, 0, tzinfo=BERLIN),
        scripts=("salt", "wind"),
        season="coast",
        summary="Two walkers meet the sea.\n\nOne of them had been there before.",
        display="Ep. 1 of 2",
    ),
    file="coast-1-0123abcd.mp3",
    size=98_765_432,
    duration=Milliseconds(3_725_500),
    chapters=(
        chapter(0, 61_999, "Opening"),
        chapter(61_999, 3_600_000, "Salt", "salt"),
        chapter(3_600_000, 3_725_500, "Wind & “rain” ]]>", "wind"),
    ),
)

HILLS = Episode(
    Manifest(
        id="hills-1",
        guid="33333333-3333-4333-8333-333333333333",
        number=2,
        title="언덕 위에서 🏔",
        published=datetime(2026, 12, 24, 23, 59, 59, tzinfo=BERLIN),
        scripts=("hills",),
        season="hills",
        kind=EpisodeKind.BONUS,
        summary="שלום",
    ),
    file="hills-1-89abcdef.mp3",
    size=1,
    duration=Milliseconds(500),
    chapters=(chapter(0, 500, "Up"),),
)

EPISODES = (COAST, HILLS, TRAILER)

COVER = Picture("feed/cover-1234abcd.png", "A line over dark hills.", 3000)

PUBLISHED_COAST = Published(
    COAST,
    scripts=(
        script("salt", "coast", "Ann <the elder>"),
        script("wind", "hills", "", "Pilsdon Pen", "geo:50.8063,-2.8335"),
        script("rain", "coast", "Ann <the elder>"),
    ),
    transcripts=tuple(
        TranscriptFile(f"feed/transcripts/coast-1{each.suffix}", each.media_type, each.captions)
        for each in FORMATS
    ),
    chapters="feed/chapters/coast-1.json",
    picture=Picture("feed/episode-coast-1-0a0b0c0d.png", "The Coast & more.", 1400),
    stages=(("coast", Picture("feed/stage-coast-00ff00ff.png", "The coast.", 600)),),
    editions=(
        Edition(
            path="feed/editions/coast-1-0123abcd.opus",
            media_type="audio/ogg",
            size=11_176_500,
            bitrate=24_000,
            codecs="opus",
            title="Low bandwidth",
            integrity="sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC",
        ),
    ),
    soundbite=Soundbite(Milliseconds(61_999), Milliseconds(30_000), "Salt & more"),
    page="feed/episodes/coast-1.html",
)

PUBLISHED = (PUBLISHED_COAST, Published(HILLS), Published(TRAILER))


def published(episodes: Sequence[Episode | Published]) -> list[Published]:
    """Episodes alone, or with all that goes with them."""
    return [each if isinstance(each, Published) else Published(each) for each in episodes]


TRANSCRIPT = "Salt\n\nWalker: We went down to the sea.\n"


def picture(kind: str = "PNG") -> bytes:
    """The smallest picture that is one."""
    file = BytesIO()
    Image.new("RGB", (8, 8), (16, 33, 52)).save(file, kind)
    return file.getvalue()


def says(speaker: str, shown: str) -> Utterance:
    """One sentence, spoken otherwise than it is written."""
    phrase = Phrase(shown=shown, spoken=shown.upper(), language="en")
    return Utterance((phrase,), "en", Voice(), speaker, Milliseconds(350))


def segment(title: str, *utterances: Utterance) -> Segment:
    return Segment(Role.TESTIMONY, title, utterances)
