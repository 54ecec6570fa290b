"""A lexicon: how words are said, in W3C's Pronunciation Lexicon Specification 1.0 (PLS).

Every ``*.pls`` in ``scripts/`` is one, and each is of one language.
https://www.w3.org/TR/2008/REC-pronunciation-lexicon-20081014/
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from passage.model import Lexeme, Place
from passage.reading import ipa, kinds, source, xml
from passage.reading.report import Mark, Report, did_you_mean, quoted
from passage.reading.xml import Element

NAMESPACE = "http://www.w3.org/2005/01/pronunciation-lexicon"
"""PLS 1.0, section 3.1 (4.1 says what must stand in the root)."""

_ATTRIBUTES = {
    "lexicon": ("version", "alphabet"),
    "lexeme": ("role",),
    "grapheme": ("orthography",),
    "phoneme": ("alphabet", "prefer"),
    "alias": ("prefer",),
}
"""What is known without a prefix. A role says which of two words is meant, as noun or verb; it is
allowed and not used, for nothing in a script says which one stands there."""

_IGNORED = frozenset({"meta", "metadata", "example"})
"""For people and other programs."""

_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A lexeme, and where each of its spellings stands."""

    lexeme: Lexeme
    marks: tuple[Mark, ...]


def read(text: str, report: Report) -> tuple[Entry, ...]:
    """The entries of a lexicon. Whatever is wrong is in the report."""
    root = xml.read(text, report)
    if root is None or not _is_lexicon(root, report):
        return ()
    return tuple(_Reader(root, report).entries())


def check_clashes(entries: Iterable[tuple[Report, Sequence[Entry]]]) -> None:
    """Report each spelling that an earlier entry of its language says in another way."""
    first: dict[tuple[str, str], tuple[Lexeme, Place]] = {}
    for report, found in entries:
        for entry in found:
            for grapheme, mark in zip(entry.lexeme.graphemes, entry.marks, strict=True):
                key = (entry.lexeme.language, grapheme)
                other, where = first.setdefault(key, (entry.lexeme, report.place(mark)))
                if _reading(other) != _reading(entry.lexeme):
                    what = f"{quoted(grapheme)} is said in another way by {where}"
                    hint = (
                        'keep one of the two; the other can be said in its place: [word]{say="…"}'
                    )
                    report.add(mark, what, hint)


def _reading(lexeme: Lexeme) -> tuple[str, str]:
    return lexeme.phonemes, lexeme.alias


def _is_lexicon(root: Element, report: Report) -> bool:
    if root.name == "lexicon" and root.namespace == NAMESPACE:
        return True
    if root.name == "lexicon":
        found = f"the namespace {quoted(root.namespace)}" if root.namespace else "no namespace"
        report.add(root.mark, f"this lexicon has {found}", f'write xmlns="{NAMESPACE}"')
    else:
        what = f"a lexicon is expected here, and not {quoted(root.name)}"
        report.add(root.mark, what, f'begin with <lexicon version="1.0" xmlns="{NAMESPACE}" …>')
    return False


class _Reader:
    """Reads what is in the root."""

    def __init__(self, root: Element, report: Report) -> None:
        self._root = root
        self._report = report
        self._check_attributes(root)
        self._check_version()
        self._alphabet = root.attributes.get(("", "alphabet"), "")
        if not self._alphabet:
            self._report.add(root.mark, "the lexicon does not say its alphabet", _IPA)
        self._check_alphabet(root)
        self._language = self._read_language()

    def entries(self) -> Iterator[Entry]:
        for element in self._known(self._root, {"lexeme"}):
            self._check_attributes(element)
            entry = self._entry(element)
            if entry:
                yield entry

    def _entry(self, lexeme: Element) -> Entry | None:
        parts = list(self._known(lexeme, {"grapheme", "phoneme", "alias"}))
        for part in parts:
            self._check_attributes(part)
        spelt = [part for part in parts if part.name == "grapheme" and self._is_grapheme(part)]
        phonemes = [part for part in parts if part.name == "phoneme"]
        aliases = [part for part in parts if part.name == "alias"]
        wrong = [part for part in phonemes if not self._is_ipa(part)]
        wrong += [part for part in aliases if not self._is_said(part)]
        if not any(part.name == "grapheme" for part in parts):
            self._report.add(lexeme.mark, "this lexeme has no grapheme", "<grapheme>…</grapheme>")
        if not phonemes and not aliases:
            what = "this lexeme does not say how its word is said"
            self._report.add(lexeme.mark, what, "<phoneme>…</phoneme> or <alias>…</alias>")
        if not spelt or wrong:
            return None
        graphemes = {part.text: part.mark for part in spelt}
        said = Lexeme(
            graphemes=tuple(graphemes),
            language=self._language,
            phonemes=ipa.normal(_preferred(phonemes)),
            alias=_preferred(aliases),
        )
        return Entry(said, tuple(graphemes.values()))

    def _known(self, parent: Element, names: set[str]) -> Iterator[Element]:
        for child in parent.children:
            if child.namespace != NAMESPACE:
                what = f"{quoted(child.name)} has another namespace than the lexicon"
                self._report.add(child.mark, what, f'write xmlns="{NAMESPACE}" only at the top')
            elif child.name in names:
                yield child
            elif child.name not in _IGNORED:
                what = f"{quoted(child.name)} has no meaning in {quoted(parent.name)}"
                self._report.add(child.mark, what, did_you_mean(child.name, names))

    def _check_attributes(self, element: Element) -> None:
        for namespace, name in element.attributes:
            if namespace == xml.XML and name == "lang" and element is not self._root:
                what = f"a lexicon has one language, and this {element.name} has its own"
                hint = "put it into a file of that language, such as scripts/lexicon-ko.pls"
                self._report.add(element.mark, what, hint)
            elif not namespace and name not in _ATTRIBUTES[element.name]:
                what = f"{quoted(name)} is no attribute of {quoted(element.name)}"
                known = did_you_mean(name, _ATTRIBUTES[element.name])
                self._report.add(element.mark, what, known or "take it away")
        if element is not self._root:
            self._check_alphabet(element)

    def _check_alphabet(self, element: Element) -> None:
        alphabet = element.attributes.get(("", "alphabet"), "ipa")
        if alphabet != "ipa":
            what = f"the alphabet {quoted(alphabet)} is not read here, only ipa"
            self._report.add(element.mark, what, _IPA)

    def _check_version(self) -> None:
        version = self._root.attributes.get(("", "version"))
        if version != "1.0":
            what = "the lexicon does not say its version"
            if version is not None:
                what = f"version {quoted(version)} is not known here"
            self._report.add(self._root.mark, what, 'write version="1.0"')

    def _read_language(self) -> str:
        written = self._root.attributes.get((xml.XML, "lang"), "")
        if not written:
            what = "the lexicon does not say its language"
            self._report.add(self._root.mark, what, 'write xml:lang="en", or what it is')
            return ""
        language = kinds.LANGUAGE.parse(written)
        if isinstance(language, kinds.Fault):
            what = f"xml:lang is {quoted(written)}, where {kinds.LANGUAGE.expected} is expected"
            self._report.add(self._root.mark, what, language.hint)
            return ""
        return str(language)

    def _is_grapheme(self, element: Element) -> bool:
        if not _WORD.search(element.text):
            what = "this grapheme has no word in it" if element.text else "this grapheme is empty"
            self._report.add(element.mark, what, "write the word as it stands in the scripts")
            return False
        return self._is_text(element)

    def _is_said(self, element: Element) -> bool:
        if not _WORD.search(element.text):
            what = "this alias has no word in it" if element.text else "this alias is empty"
            self._report.add(element.mark, what, "write words that sound like it")
            return False
        return self._is_text(element)

    def _is_ipa(self, element: Element) -> bool:
        wrong = [
            (mark, character)
            for mark, character in element.marks()
            if not character.isspace() and not ipa.is_symbol(character)
        ]
        for mark, character in wrong:
            what = f"{quoted(character)} ({source.name_of(character)}) is no character of IPA"
            meant = ipa.MEANT.get(character)
            self._report.add(mark, what, f'did you mean "{meant}"?' if meant else _CHART)
        if not wrong and self._is_text(element) and not ipa.has_sound(ipa.normal(element.text)):
            what = "this phoneme has no sound in it" if element.text else "this phoneme is empty"
            self._report.add(element.mark, what, "write how it is said in IPA, such as ˈsoʊl")
            return False
        return not wrong

    def _is_text(self, element: Element) -> bool:
        for child in element.children:
            what = f"{quoted(element.name)} is text, and {quoted(child.name)} cannot be in it"
            self._report.add(child.mark, what, "write the text alone")
        return not element.children


def _preferred(elements: Sequence[Element]) -> str:
    """The first with ``prefer="true"``, or the first at all (PLS 1.0, section 4.9.3)."""
    ranked = sorted(elements, key=lambda each: each.attributes.get(("", "prefer")) != "true")
    return ranked[0].text if ranked else ""


_IPA = 'write alphabet="ipa", and the phonemes in IPA; words that sound alike are an alias'
_CHART = "the characters are those of the chart of the International Phonetic Association"
