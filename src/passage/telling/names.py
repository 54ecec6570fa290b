"""What the command line says of names that nobody said how to say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from passage.narrating.names import Name
from passage.publishing import words

Json = Mapping[str, object]

FIRST = 3
"""Places that a line names."""

_NEXT = 'To say how they are said: write them into scripts/lexicon.pls, or [word]{say="…"}.'


def lines(names: Sequence[Name]) -> Iterator[str]:
    """Each name, how often it is there, and where first; those that may be none at the end."""
    certain = [name for name in names if name.certain]
    perhaps = [name for name in names if not name.certain]
    yield from map(_line, certain)
    if perhaps:
        yield "At the beginning of sentences only, so perhaps no names:"
    yield from (f"  {_line(name)}" for name in perhaps)
    if not names:
        yield "Every name has its entry or its spoken form."
        return
    yield f"{words.count(len(certain), 'name')} and {len(perhaps)} that may be one, without either."
    yield _NEXT


def json(names: Sequence[Name]) -> Json:
    """The same for programs."""
    return {
        "names": [
            {
                "text": name.text,
                "language": name.language,
                "count": name.count,
                "certain": name.certain,
                "places": [str(place) for place in name.places],
            }
            for name in names
        ]
    }


def _line(name: Name) -> str:
    first = ", ".join(map(str, name.places[:FIRST]))
    more = len(name.places) - FIRST
    rest = f" and {words.count(more, 'more place')}" if more > 0 else ""
    return f"{name.text} ({name.language}), {words.count(name.count, 'time')}: {first}{rest}"
