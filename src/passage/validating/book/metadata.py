"""Rules for what a book is called, who made it when, and in which languages (EPUB 3.3, 5.5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from passage.validating import values
from passage.validating.book import rules, tongues
from passage.validating.book.package import XHTML, Book
from passage.validating.book.rules import Fault

_RESERVED = re.compile(r"(?<![\w-])(?:a11y|dcterms|marc|media|onix|rendition|schema|xsd):")
"""EPUB 3.3, appendix D.1.4."""

_MODIFIED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)


def faults(book: Book) -> Iterator[Fault]:
    """Everything that is wrong with the metadata that every book has."""
    yield from _named(book)
    yield from _modified(book)
    yield from _refined(book)
    yield from _described(book)
    yield from _languages(book)


def _named(book: Book) -> Iterator[Fault]:
    package = book.package
    for name in ("dc:identifier", "dc:title", "dc:language"):
        if not package.says(name):
            told = f"the package has no {name}"
            yield Fault(rules.METADATA, package.name, 0, told, f"write <{name}>")
    known = [element.get("id") for element in package.root.all("dc:identifier")]
    if package.root.name != "package" or not package.root.get("version").startswith("3."):
        told = "this is no package of EPUB 3"
        yield Fault(rules.METADATA, package.name, package.root.line, told, 'write version="3.0"')
    for name in ("metadata", "manifest", "spine"):
        if len(package.root.all(name)) != 1:
            told = f"there is not one <{name}>"
            yield Fault(rules.METADATA, package.name, package.root.line, told, "write one")
    if _RESERVED.search(package.root.get("prefix")):
        told = "a reserved prefix is given another meaning"
        yield Fault(rules.METADATA, package.name, package.root.line, told, "take it away")
    if package.root.get("unique-identifier") not in known:
        told = "unique-identifier leads to no identifier"
        yield Fault(rules.METADATA, package.name, package.root.line, told, "correct it")


def _modified(book: Book) -> Iterator[Fault]:
    package, modified = book.package, book.package.says("dcterms:modified")
    if len(modified) != 1 or not _MODIFIED.fullmatch(modified[0]) or not _exists(modified[0]):
        told = "the package does not say when it was modified"
        hint = "write dcterms:modified as 2026-03-01T09:00:00Z"
        yield Fault(rules.METADATA, package.name, 0, told, hint)


def _exists(moment: str) -> bool:
    try:
        return bool(datetime.fromisoformat(moment.removesuffix("Z")))
    except ValueError:
        return False


def _refined(book: Book) -> Iterator[Fault]:
    """What says more about something that is not there; durations have a rule of their own."""
    package = book.package
    ids = {f"#{element.get('id')}" for element in package.root.walk() if element.get("id")}
    for element in package.root.all("meta"):
        refined = element.get("refines")
        if refined and refined not in ids and element.get("property") != "media:duration":
            told = f'refines="{refined}" leads to nothing'
            yield Fault(rules.METADATA, package.name, element.line, told, "correct refines")


def _described(book: Book) -> Iterator[Fault]:
    package = book.package
    if not package.says("dc:creator"):
        told = "the package does not say who made the book"
        yield Fault(rules.DESCRIBED, package.name, 0, told, "write <dc:creator>")
    covers = [item for item in package.items if "cover-image" in item.properties]
    if len(covers) != 1 or not covers[0].media_type.startswith("image/"):
        told = "the package does not say which picture is the cover"
        hint = 'give one picture properties="cover-image"'
        yield Fault(rules.DESCRIBED, package.name, 0, told, hint)


def _languages(book: Book) -> Iterator[Fault]:
    """Whether the languages of the package are those of the texts, the first one first."""
    package, said = book.package, book.package.says("dc:language")
    roots = [book.document(item) for item in package.of_type(XHTML)]
    if not said or None in roots:
        return  # Other rules tell what is missing; with it, this would say too much.
    used = dict.fromkeys(tag for root in roots if root is not None for tag in tongues.used(root))
    for tag in said:
        wrong = values.language(tag) or ("" if _among(tag, used) else "is that of no text")
        if wrong:
            told = f"the package names the language {tag}, which {wrong}"
            yield Fault(rules.LANGUAGES, package.name, 0, told, "correct dc:language")
    for tag in used:
        if tag and not _among(tag, said):
            told = f"a text is marked as {tag}, and the package does not name that language"
            yield Fault(rules.LANGUAGES, package.name, 0, told, "add dc:language, or correct lang")
    roots = [book.document(item) for item in package.spine]
    main = next((tongues.of(root) for root in roots if root is not None), "")
    if said and main and not _among(main, said[:1]):
        told = f"the first language is {said[0]}, and the book begins in {main}"
        yield Fault(rules.LANGUAGES, package.name, 0, told, "put the main language first")


def _among(tag: str, others: Iterable[str]) -> bool:
    """Whether a language is among others, perhaps said with more or less precision."""
    return any(_contains(tag, each) or _contains(each, tag) for each in others)


def _contains(wide: str, narrow: str) -> bool:
    return f"{narrow}-".lower().startswith(f"{wide}-".lower())
