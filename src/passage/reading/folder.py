"""A show's folder: where it is, and everything that people wrote in it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from passage.errors import InputProblems, PassageError, Problem
from passage.model import ELSEWHERE, Library
from passage.reading import (
    agreement,
    lexicon,
    listing,
    manifest,
    privacy,
    protecting,
    script,
    show,
    source,
)
from passage.reading.fields import Values
from passage.reading.listing import Found
from passage.reading.privacy import Privacy
from passage.reading.protecting import Protected
from passage.reading.report import WHOLE_FILE, Report

T = TypeVar("T")

_TAKEN = "names"
"""What no episode is called: beside its audio lies a record with the episode's id for its name,
and in the same folder the list of former names."""


def find(start: Path) -> Path:
    """The folder with a ``passage.yml``: `start` or the nearest above it.

    Raises PassageError, with the command that makes a show, when there is none.
    """
    try:
        start = start.absolute()
    except FileNotFoundError:
        what, hint = "the present folder is no longer there", "go to the show's folder: cd DIR"
        raise PassageError(str(start), what, hint) from None
    for folder in (start, *start.parents):
        if (folder / show.FILE).is_file():
            return folder
    raise _no_show(start)


def read(folder: Path) -> Library:
    """Everything that people wrote in a show's folder.

    The guid of the show or of an episode is empty when its file has none yet: minting one
    writes into the file, which is not for a reader to do.

    Raises InputProblems with every problem of every file, and PassageError when `folder` has
    no ``passage.yml``.
    """
    return read_protected(folder).library


def read_protected(folder: Path) -> Protected:
    """The same, with what was done to it for the sake of privacy.

    Names that the show protects are neither in what is read nor in any problem.
    """
    if not (folder / show.FILE).is_file():
        raise _no_show(folder)
    draft = _Draft(folder)
    problems = draft.problems()
    if problems:
        raise InputProblems(_masked(problem, draft.privacy) for problem in problems)
    return protecting.protect(draft.library(), draft.privacy)


def privacy_of(folder: Path) -> Privacy:
    """What a show protects, as far as its file can be read; the rest is for `read`.

    Raises InputProblems when it cannot be told which names are real.
    """
    secret = Report(show.FILE)
    text = source.read(folder / show.FILE, Report(show.FILE))
    # Every command asks this first, and reads the file once more for all the rest.
    may_protect = text is not None and ("privacy" in text or "\\" in text)
    values = show.read(text, Report(show.FILE)) if text and may_protect else None
    found = privacy.read(values, folder, secret) if values else Privacy()
    if secret.problems:
        raise InputProblems(secret.problems)
    return found


def _masked(problem: Problem, protects: Privacy) -> Problem:
    mask = protects.mask
    place = replace(problem.place, path=mask(problem.place.path))
    return Problem(place, mask(problem.what), mask(problem.hint))


class _Draft:
    """What the files say, as far as it is sound."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._said = Report(show.FILE)
        self.privacy = Privacy()
        self._secret = Report(show.FILE)
        self._show = self._read_show()
        self._scripts = listing.find(folder, "scripts", listing.SCRIPTS)
        self._episodes = listing.find(folder, "episodes", listing.EPISODES)
        self._lexicons = listing.find(folder, "scripts", listing.LEXICONS)
        self._drafts = [_read(found, script.read) for found in self._scripts.files]
        self._manifests = [_read(found, manifest.read) for found in self._episodes.files]
        self._entries = [_read(found, lexicon.read) or () for found in self._lexicons.files]

    def problems(self) -> list[Problem]:
        """Those of each file, and those of the files together.

        Only those of the privacy when it cannot be told what is private.
        """
        if self._secret.problems:
            return self._secret.problems
        files = [*self._scripts.files, *self._lexicons.files, *self._episodes.files]
        reports = [self._said, *(found.report for found in files)]
        self._check_together(reports)
        return [
            *(problem for said in reports for problem in said.problems),
            *self._scripts.problems,
            *self._lexicons.problems,
            *self._episodes.problems,
        ]

    def library(self) -> Library:
        """What the files say, when there is no problem."""
        about = show.build(_sound(self._show))
        scripts = [
            script.build(found.id, found.report.path, _sound(draft), about.language)
            for found, draft in zip(self._scripts.files, self._drafts, strict=True)
        ]
        manifests = [
            manifest.build(found.id, found.report.path, _sound(values))
            for found, values in zip(self._episodes.files, self._manifests, strict=True)
        ]
        scripts.sort(key=lambda each: each.id)
        manifests.sort(key=lambda each: (each.published, each.number, each.id))
        lexemes = tuple(entry.lexeme for entries in self._entries for entry in entries)
        return Library(about, tuple(scripts), tuple(manifests), lexemes)

    def _read_show(self) -> Values | None:
        path = self._folder / show.FILE
        if blocked := listing.obstacle(path, self._folder.resolve()):
            self._said.add(WHOLE_FILE, blocked, listing.COPY)
            return None
        text = source.read(path, self._said)
        values = None if text is None else show.read(text, self._said)
        if values:
            agreement.check_files(values, self._folder, self._said)
            self.privacy = privacy.read(values, self._folder, self._secret)
        elif text is not None and "privacy" in text:
            # Until it is known which names are real, nothing that may have one is told.
            self._secret.problems += self._said.problems
        return values

    def _check_together(self, reports: list[Report]) -> None:
        files = [*self._scripts.files, *self._lexicons.files, *self._episodes.files]
        known: dict[str, Collection[str]] = {"script": self._scripts.ids}
        stages = self._show.written("stages") if self._show else None
        if stages and all(stage.written("id") for stage in stages):
            known["stage"] = [*(stage.written("id") for stage in stages), ELSEWHERE]
        agreement.check_references(reports, known)
        episodes = [
            (values, found.report)
            for found, values in zip(self._episodes.files, self._manifests, strict=True)
            if values
        ]
        for found in self._episodes.files:
            if found.id.casefold() == _TAKEN:
                what = f'the name "{found.id}" is taken by audio_out/{_TAKEN}.json'
                found.report.add(WHOLE_FILE, what, "rename it")
        agreement.check_names(files, self.privacy)
        agreement.check_show_names(self._show, self.privacy, self._said)
        agreement.check_unique(episodes, "guid")
        agreement.check_unique(episodes, "number")
        reports = [found.report for found in self._lexicons.files]
        lexicon.check_clashes(zip(reports, self._entries, strict=True))


def _read(found: Found, read_text: Callable[[str, Report], T]) -> T | None:
    text = source.read(found.path, found.report)
    return None if text is None else read_text(text, found.report)


def _sound(value: T | None) -> T:
    if value is None:
        raise RuntimeError("a file that cannot be read has no problem")
    return value


def _no_show(folder: Path) -> PassageError:
    if (folder / "passage.yaml").is_file():
        return PassageError(
            str(folder), "there is no passage.yml here", "mv passage.yaml passage.yml"
        )
    return PassageError(str(folder), "there is no passage.yml here or above", "passage init DIR")
