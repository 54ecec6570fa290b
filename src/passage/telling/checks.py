"""What people wrote: what is there, what is noted, and every mistake."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from passage.errors import InputProblems, PassageError, Problem
from passage.model import Library, Place
from passage.narrating import phrasebook
from passage.publishing import words

Json = Mapping[str, object]

_SHOW = Place("passage.yml")
"""Where a show says what language it is in."""


def library(found: Library, notes: Sequence[Problem]) -> Iterator[str]:
    """What a check found when nothing is wrong, and what it notes."""
    for note in notes:
        yield f"note: {note}"
    for lacking in _lacking(found.show.language):
        yield f"note: {lacking}"
    yield (
        f"{found.show.title}: {words.count(len(found.scripts), 'script')}, "
        f"{words.count(len(found.manifests), 'episode')}, nothing wrong."
    )


def _lacking(language: str) -> Iterator[str]:
    """What is said in English, marked as such, for want of a translation."""
    if not phrasebook.speaks(language):
        yield f"the host's own words are in English; there are none in {language}."
    # Only a check needs all the words of the site.
    from passage.publishing.site import catalogue  # noqa: PLC0415

    lacking = catalogue.missing(language)
    if len(lacking) == len(catalogue.keys()):
        yield f"the site's own words are in English; there are none in {language}."
    elif lacking:
        some = f"{len(lacking)} of the site's own words {'is' if len(lacking) == 1 else 'are'}"
        yield f"{some} in English, not yet in {language}: {', '.join(lacking)}."


def library_json(found: Library, notes: Sequence[Problem]) -> Json:
    """The same for programs."""
    lacking = (Problem(_SHOW, what) for what in _lacking(found.show.language))
    return {
        "scripts": len(found.scripts),
        "episodes": len(found.manifests),
        "problems": [],
        "notes": [_problem_json(note) for note in (*notes, *lacking)],
    }


def error(wrong: PassageError) -> Iterator[str]:
    """What is wrong, and for several problems how many at the end, where it is heard last."""
    yield str(wrong)
    if isinstance(wrong, InputProblems):
        yield f"{words.count(len(wrong.problems), 'problem')}, nothing was made."


def error_json(wrong: PassageError) -> Json:
    """The same for programs."""
    problems = wrong.problems if isinstance(wrong, InputProblems) else ()
    return {
        "error": str(wrong),
        "problems": [_problem_json(problem) for problem in problems],
    }


def _problem_json(problem: Problem) -> Json:
    return {
        "path": problem.place.path,
        "line": problem.place.line,
        "column": problem.place.column,
        "what": problem.what,
        "hint": problem.hint,
    }
