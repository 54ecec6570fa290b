"""A library as it may be shown: real names, exact dates and exact places are nowhere in it.

It is done when everything is read and before anything else is done with it, so that nothing that
is spoken, shown, kept or fingerprinted ever knew them. Pure: a library in, a library out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from passage.errors import Problem
from passage.model import (
    Cast,
    Lexeme,
    Library,
    Manifest,
    Paragraph,
    Place,
    Run,
    Script,
    Show,
    Stage,
    Voice,
)
from passage.reading import dates
from passage.reading.privacy import COARSE, Privacy
from passage.spellings import Found

_LISTED = 8
"""Lines that are read out of those with one name."""


@dataclass(frozen=True, slots=True)
class Protected:
    """A library as it may be shown, and what was done to it."""

    library: Library
    notes: tuple[Problem, ...] = ()
    """Where names are told as others, each date that is told by its year, and each place that is
    told less precisely."""


def protect(library: Library, privacy: Privacy) -> Protected:
    """Put what may be shown in the place of what may not."""
    if privacy == Privacy():
        return Protected(library)
    protector = _Protector(privacy)
    protected = protector.library(library)
    return Protected(protected, (*protector.names(), *protector.notes))


@dataclass(frozen=True, slots=True)
class _Change:
    start: int
    end: int
    told: str


class _Protector:
    def __init__(self, privacy: Privacy) -> None:
        self._privacy = privacy
        self.notes: list[Problem] = []
        self._replaced = defaultdict[tuple[str, str], list[int]](list)
        """The lines in which a name that is shown stands for a real one, by file and name."""

    def library(self, library: Library) -> Library:
        return Library(
            self._show(library.show),
            tuple(self._script(script) for script in library.scripts),
            tuple(self._manifest(manifest) for manifest in library.manifests),
            tuple(self._lexemes(library.lexicon)),
        )

    # ---- texts -----------------------------------------------------------------------------

    def names(self) -> Iterator[Problem]:
        """Where names are told as others: what only looks like one is changed, too."""
        for (path, shown), lines in self._replaced.items():
            known = [f"{line}" for line in dict.fromkeys(lines) if line]
            listed = ", ".join(known[:_LISTED]) + (" and others" if len(known) > _LISTED else "")
            where = f", in line {listed}" if len(known) == 1 else f", in lines {listed}"
            what = f'a protected name is told as "{shown}"{where if known else ""}'
            yield Problem(Place(path), what)

    def _text(self, text: str, place: Place) -> str:
        self._note_names(text, place)
        told = self._privacy.mask(text)
        if self._privacy.by_year:
            for each in reversed(dates.find(told)):
                self._note_date(told[each.start : each.end], each.told, place)
                told = told[: each.start] + each.told + told[each.end :]
            self._note_days(told, place)
        return self._privacy.mask(told)

    def _paragraph(self, paragraph: Paragraph, path: str) -> Paragraph:
        place = Place(path, paragraph.line)
        self._note_names("".join(run.text for run in paragraph.runs), place)
        runs = self._masked(paragraph.runs)
        if self._privacy.by_year:
            text = "".join(run.text for run in runs)
            found = dates.find(text)
            for each in found:
                self._note_date(text[each.start : each.end], each.told, place)
            runs = _changed(runs, [_Change(each.start, each.end, each.told) for each in found])
            runs = tuple(replace(run, said=self._text(run.said, place)) for run in runs)
            self._note_days("".join(run.text for run in runs), place)
            runs = self._masked(runs)
        speaker = self._named(paragraph.speaker, place)
        return replace(paragraph, runs=runs, speaker=speaker)

    def _masked(self, runs: Sequence[Run]) -> tuple[Run, ...]:
        """Runs without a real name, also where it goes from one into the next, or is only said."""
        mask, names = self._privacy.mask, self._privacy.names
        text = "".join(run.text for run in runs)
        while found := names.find(text):
            # What is put in may stand beside what makes another name of it: then all is one run.
            changes = [self._change(text, each) for each in found]
            runs = _changed(runs, changes)
            before, text = text, "".join(run.text for run in runs)
            if len(names.find(text)) >= len(found) and before != text:
                runs = (Run(mask(text), runs[0].language),)
                text = runs[0].text
        runs = tuple(replace(run, said=mask(run.said)) for run in runs)
        if names.find("".join(run.said or run.text for run in runs)):
            runs = tuple(replace(run, said="") for run in runs)
        return tuple(runs)

    def _change(self, text: str, found: Found) -> _Change:
        told, end = self._privacy.told(text, found)
        return _Change(found.start, end, told)

    def _named(self, name: str, place: Place) -> str:
        self._note_names(name, place)
        return self._privacy.mask(name)

    def _note_names(self, text: str, place: Place) -> None:
        for found in self._privacy.names.find(text):
            shown = self._privacy.shown[found.name]
            self._replaced[place.path, shown].append(place.line or 0)

    def _note_date(self, written: str, told: str, place: Place) -> None:
        self.notes.append(Problem(place, f'the date "{written}" is told as "{told}"'))

    def _note_days(self, text: str, place: Place) -> None:
        for day in dates.without_year(text):
            self.notes.append(Problem(place, f'"{day}" has no year, and is told as it is'))

    # ---- what is made of texts ---------------------------------------------------------------

    def _show(self, show: Show) -> Show:
        about = Place("passage.yml")
        text = self._at(about)
        return replace(
            show,
            title=text(show.title),
            description=text(show.description),
            author=text(show.author),
            help_text=text(show.help_text),
            artwork_alt=text(show.artwork_alt),
            frequency=self._privacy.mask(show.frequency),
            licence=self._privacy.mask(show.licence),
            funding=(show.funding[0], text(show.funding[1])) if show.funding else None,
            stages=tuple(self._stage(stage) for stage in show.stages),
            cast=self._cast(show.cast),
            precision=max(show.precision, COARSE[self._privacy.places]),
            protects_names=bool(self._privacy.names),
        )

    def _stage(self, stage: Stage) -> Stage:
        text = self._at(Place("passage.yml"))
        return replace(stage, name=text(stage.name), introduction=text(stage.introduction))

    def _cast(self, cast: Cast) -> Cast:
        narrators: dict[str, Voice] = {}
        for name, voice in cast.narrators:
            narrators.setdefault(self._privacy.mask(name), voice)
        host = self._privacy.mask(cast.host_name)
        return replace(cast, host_name=host, narrators=tuple(narrators.items()))

    def _script(self, script: Script) -> Script:
        text = self._at(Place(script.path))
        place, geo = self._place(script)
        return replace(
            script,
            title=text(script.title),
            body=tuple(self._paragraph(each, script.path) for each in script.body),
            place=text(place),
            geo=geo,
            narrator=self._named(script.narrator, Place(script.path)),
            narrator_role=text(script.narrator_role),
            content_notes=tuple(map(text, script.content_notes)),
            source=text(script.source),
            because=self._privacy.mask(script.because),
        )

    def _manifest(self, manifest: Manifest) -> Manifest:
        text = self._at(Place(manifest.path))
        return replace(
            manifest,
            title=text(manifest.title),
            summary=text(manifest.summary),
            display=text(manifest.display),
        )

    def _lexemes(self, lexicon: Sequence[Lexeme]) -> Iterator[Lexeme]:
        """Entries without those of real names: they would say the name whatever is shown."""
        for lexeme in lexicon:
            graphemes = tuple(g for g in lexeme.graphemes if not self._privacy.names.find(g))
            if graphemes:
                alias = self._privacy.mask(lexeme.alias)
                yield replace(lexeme, graphemes=graphemes, alias=alias)

    def _place(self, script: Script) -> tuple[str, str]:
        """A script's place and where it is, as precisely as may be told."""
        level = self._privacy.places
        if level == "exact" or not (script.place or script.geo):
            return script.place, script.geo
        district, province = self._privacy.regions.get(script.place, ("", ""))
        told = {"district": district or province, "province": province}.get(level, "")
        if told != script.place and script.place:
            shown = f'"{told}"' if told else "its stage"
            note = f"the place is told as {shown}"
            self.notes.append(Problem(Place(script.path), note))
        return told, "" if level == "country" else script.geo

    def _at(self, place: Place) -> Callable[[str], str]:
        return lambda text: self._text(text, place)


def _changed(runs: Sequence[Run], changes: Sequence[_Change]) -> tuple[Run, ...]:
    """Runs with other words in some places; a changed run is said as it is then written."""
    for change in reversed(changes):
        made, start, told = [], 0, change.told
        for run in runs:
            end = start + len(run.text)
            first, last = max(change.start, start), min(change.end, end)
            if first < last:
                text = run.text[: first - start] + told + run.text[last - start :]
                made.append(replace(run, text=text, said=""))
                told = ""
            else:
                made.append(run)
            start = end
        runs = made
    return tuple(run for run in runs if run.text)
