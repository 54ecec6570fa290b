"""Which voices Google Translate has, and which of them a show means.

A voice is a language as Google calls it (``en``, ``pt-PT``), and may name the country whose
Google speaks, which gives some languages another accent: ``en@co.uk``. The country alone
(``@co.uk``) goes with the language of the sentence.
"""

from __future__ import annotations

import difflib
import functools
import importlib.machinery
import importlib.util
import re
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from passage.errors import EngineUnavailable

_SCRIPT_SUBTAG = 4
"""Letters of a script's subtag in a language tag (RFC 5646, 2.2.3)."""

_GOOGLES = {
    "fil": "tl",
    "he": "iw",
    "jv": "jw",
    "nb": "no",
    "zh": "zh-CN",
    "zh-hans": "zh-CN",
    "zh-hant": "zh-TW",
    "zh-hk": "yue",
}
"""What Google calls languages that have another tag in BCP 47."""

_DOCUMENTED = ("com.br", "de", "us")
"""Addresses that gTTS's documentation names and its table leaves out."""

INSTALL = "pip install gtts"


class GoogleVoice(NamedTuple):
    """A language as Google calls it, and the last part of the address that speaks it."""

    language: str
    domain: str = "com"


def named(name: str, language: str) -> GoogleVoice:
    """The voice that is meant. An empty `name`, or only a country's, means the one for `language`.

    Raises LookupError, whose argument tells the nearest ones, when there is none.
    """
    spoken, at, domain = name.partition("@")
    if at and domain.lower() not in domains():
        raise LookupError(_unknown("accent", f"@{domain}", [f"@{known}" for known in domains()]))
    found = _languages().get(spoken.lower()) if spoken else _for_language(language.lower())
    if found is None:
        kind = "voice" if spoken else "voice for the language"
        raise LookupError(_unknown(kind, spoken or language, list(_languages().values())))
    return GoogleVoice(found, domain.lower() or "com")


@functools.cache
def domains() -> tuple[str, ...]:
    """The last parts of Google's addresses, such as ``co.uk``: nothing is sent anywhere else."""
    listed = [*_part("accents").accents, *_DOCUMENTED]
    return tuple(sorted(domain for domain in listed if re.fullmatch(r"[a-z]+(\.[a-z]+)?", domain)))


def reads(language: str) -> bool:
    """Whether Google has a voice for a language."""
    return _for_language(language.lower()) is not None


def listed() -> tuple[dict[str, object], ...]:
    """Each voice: the name by which a show may call it, and its languages."""
    names = sorted(_languages().values())
    return tuple({"name": name, "languages": (name,)} for name in names)


def _for_language(language: str) -> str | None:
    """Of ``en-au`` the voice for ``en``, but of ``ko-latn`` none: it could not read the letters."""
    while True:
        known = _languages().get(_GOOGLES.get(language, language).lower())
        if known:
            return known
        language, dash, last = language.rpartition("-")
        if not dash or len(last) == _SCRIPT_SUBTAG:
            return None


def _unknown(kind: str, name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=3)
    if not near and name.partition("-")[0].lower() in known:
        near = [name.partition("-")[0].lower()]
    advice = f"; did you mean {' or '.join(near)}?" if near else ""
    return f'Google Translate has no {kind} "{name}"{advice}'


@functools.cache
def _languages() -> dict[str, str]:
    """Google's names of languages, by those names in lower case."""
    return {name.lower(): name for name in _part("langs")._langs}  # noqa: SLF001 - see _part


def _part(name: str) -> ModuleType:
    """A module of gTTS that only holds a table. Importing gTTS itself loads all that sends.

    Raises EngineUnavailable when gTTS is not there.
    """
    package = importlib.util.find_spec("gtts")
    if package is None or package.origin is None:
        raise EngineUnavailable("gtts", "gTTS is not installed", INSTALL)
    path = Path(package.origin).with_name(f"{name}.py")
    module = ModuleType(f"gtts_{name}")
    importlib.machinery.SourceFileLoader(module.__name__, str(path)).exec_module(module)
    return module
