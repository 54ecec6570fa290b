"""Cues of people who never were."""

from __future__ import annotations

from passage.model import Chapter, Cue, Milliseconds, Phrase, Role, WordCue
from passage.publishing.transcripts import Transcript


def cue(  # noqa: PLR0913 - as many as a cue has fields, each with its name
    start: int,
    end: int,
    *texts: str | tuple[str, str],
    speaker: str = "Ann",
    paragraph: bool = False,
    quoted: bool = False,
    words: tuple[tuple[int, int, str], ...] = (),
) -> Cue:
    """A sentence of English, or of phrases with their languages."""
    phrases = [(text, "en") if isinstance(text, str) else text for text in texts]
    return Cue(
        start=Milliseconds(start),
        end=Milliseconds(end),
        phrases=tuple(Phrase(shown, shown.upper(), language) for shown, language in phrases),
        language="en",
        speaker=speaker,
        role=Role.TESTIMONY,
        paragraph=paragraph,
        words=tuple(WordCue(Milliseconds(s), Milliseconds(e), text) for s, e, text in words),
        quoted=quoted,
    )


def chapter(start: int, end: int, title: str) -> Chapter:
    return Chapter(Milliseconds(start), Milliseconds(end), title, Role.TESTIMONY)


CHAPTERS = (
    chapter(0, 4_000, "Opening"),
    chapter(4_000, 30_000, "Salt & <wind>"),
    chapter(30_000, 3_700_000, "The far side"),
)

CUES = (
    cue(0, 1_500, "Welcome to the long way. ", speaker="Host", paragraph=True),
    cue(1_850, 3_000, "Sit down.", speaker="Host"),
    cue(4_000, 9_000, "My ", ("언니", "ko"), " & I\nwent down to the sea, ", paragraph=True,
        words=((4_000, 4_400, "My"), (4_400, 5_100, "언니"), (5_100, 5_300, "&"),
               (5_300, 5_500, "I"), (5_600, 6_000, "went"), (6_000, 6_400, "down"),
               (6_400, 6_500, "to"), (6_500, 6_600, "the"), (6_600, 9_000, "sea"))),
    cue(9_350, 21_000, "which was further than anybody had told us, and colder, and it did not "
        "look at all like the picture that hung behind the stove in our kitchen at home."),
    cue(22_000, 24_000, "“Is x < y --> z?”", speaker="The <manager>", paragraph=True, quoted=True),
    cue(25_000, 26_000, "I did not answer.", paragraph=True),
    cue(3_600_000, 3_601_000, "One hour later.", speaker="", paragraph=True),
)  # fmt: skip

TRANSCRIPT = Transcript("Salt & <wind>", "en", CUES, CHAPTERS)

TURNS = (True, False, True, False, True, True, True)
"""Where a speaker begins, or a chapter."""
