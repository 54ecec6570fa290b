"""Rules for how a book is packed: what comes first, what files are called, how they are stored."""

from __future__ import annotations

import posixpath
import re
import stat
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from passage.validating.book import rules
from passage.validating.book.rules import Fault

MEDIA_TYPE = b"application/epub+zip"
_SIGNATURE, _NAME = b"PK\x03\x04", b"mimetype"
_METHOD, _LENGTHS, _NAMED = slice(8, 10), slice(26, 30), 30
"""Of a local file header: APPNOTE 6.3.3, section 4.3.7."""

_ENCRYPTED = 1
"""Of the general purpose bits: the same, section 4.4.4."""

_FORBIDDEN = re.compile('["*:<>?\\\\|\x00-\x1f\x7f-\x9f\ue000-\uf8ff\ufff0-\uffff]')
"""EPUB 3.3, section 4.2.3."""


def faults(file: BinaryIO, entries: Sequence[zipfile.ZipInfo]) -> Iterator[Fault]:
    """Everything that is wrong with how the files of a container are packed."""
    if not _begins_well(file):
        told = "the book does not begin with a stored mimetype"
        hint = "write mimetype first, stored, with application/epub+zip and nothing else"
        yield Fault(rules.MIMETYPE, "mimetype", 0, told, hint)
    folded: dict[str, str] = {}
    for entry in entries:
        name = entry.filename
        # OCF compares names as full case folding and canonical decomposition leave them.
        key = unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())
        if key in folded:
            same = folded[key]
            told = "two files have this name" if same == name else f'another is called "{same}"'
            yield Fault(rules.NAMES, name, 0, told, "give each a name of its own")
        folded[key] = name
        yield from _entry(entry)


def _entry(entry: zipfile.ZipInfo) -> Iterator[Fault]:
    name = entry.filename
    outside = name.startswith(("/", "../")) or posixpath.normpath(name) != name.rstrip("/")
    if outside or _FORBIDDEN.search(entry.orig_filename) or name.rstrip("/").endswith("."):
        told = "a file cannot be called that in every place where a book is unpacked"
        yield Fault(rules.NAMES, name, 0, told, "call it with letters, digits, and hyphens")
    if entry.flag_bits & _ENCRYPTED or stat.S_ISLNK(entry.external_attr >> 16):
        told = "the file is encrypted by ZIP, or is a link to another"
        yield Fault(rules.ZIP, name, 0, told, "pack the file itself, as it is")
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        told = "the file is packed in a way that readers of books need not know"
        yield Fault(rules.ZIP, name, 0, told, "store or deflate it")
    if name.endswith(".mp3") and entry.compress_type != zipfile.ZIP_STORED:
        told = "the sound is compressed once more, and cannot be sought in"
        yield Fault(rules.STORED, name, 0, told, "store it as it is")


def _begins_well(file: BinaryIO) -> bool:
    """Whether the first bytes are those that tell an EPUB from any other file (section 4.3.2).

    The directory at the end of the file is not asked: it can tell another order, and other extras.
    """
    file.seek(0)
    head = file.read(_NAMED + len(_NAME) + len(MEDIA_TYPE) + len(_SIGNATURE))
    lengths = len(_NAME).to_bytes(2, "little") + bytes(2)
    return (
        head.startswith(_SIGNATURE)
        and head[_METHOD] == bytes(2)
        and head[_LENGTHS] == lengths
        and head[_NAMED:].startswith(_NAME + MEDIA_TYPE + b"PK")
    )
