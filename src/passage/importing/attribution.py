"""Who told a story: a line that names the narrator, below the story or above it.

``— Name, escaped Somewhere in 2008``, ``- Name``, ``Name, 24, from Somewhere``,
``Name (24), Somewhere``, ``— a teacher of 31``, and a byline ``By Name`` under a title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from passage.importing import words

LONGEST = 140
"""Characters. A longer line is a sentence, not a name."""

_DASH = re.compile(r"(?:[—–―‒‑~∼]|--?)\s*(?=\S)")
_SENTENCE_END = re.compile(r"[.!?…:;。！？؟]$")
_AGE = re.compile(r"(?:aged? |im alter von |de |von )?(\d{1,3})(?=$|\W)", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_IN_BRACKETS = re.compile(r"^(.{2,60}?)\s*\(([^()]{1,60})\)[\s,]*(.*)$")
_PLACE_IN_BRACKETS = re.compile(r"\([^\W\d_a-z][^(),\d]*, [^\W\d_a-z][^()\d]*\)$")
_WHOLE_IN_BRACKETS = re.compile(r"\((?P<inner>[^()]{2,100})\)\.?")
_DIVIDER = re.compile(r"\s*[,،、，|·•/]\s+|\s*[、，]|\s+[|·•/–—-]\s+")
_BYLINE = re.compile(
    r"(?:interview|interviewer|interviewerin|intervieweur|intervieweuse|entrevistador|entrevistadora|author"
    r"|autor|autora|autorin|auteur|autrice|autore|reporter|text|texte|texto|testo|words)\s*:\s*"
    r"(?P<labelled>[^:]{2,100})"
    r"|(?:(?:text|story|words|interview|written|told)\s+)?"
    r"(?:by|von|par|por|di|door|av|af|przez|de)\s*:?\s+(?P<name>.{2,100})",
    re.IGNORECASE,
)
# Where the writer was and when, behind the name.
_BYLINE_END = re.compile(r"\s*[|•·,;/(]\s*|\s+[–—-]\s+|\s+(?:in|à|en|at|für|for)\s+|\s+(?=\d)")
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*[.’']?")
_PARTICLES = words.listed(
    "al el ben bin bint ibn abu umm da das de del della den der des di do dos du e i la las le los"
    " san ten ter van von y zu und and et"
)
_FROM = words.listed(
    "from of aus de da do del du des di dalla dal van uit från fra z ze din iz dari nga"
)
_ORIGINS = words.listed(
    "refugee originally born living now escaped fled left arrived crossed resettled survivor"
    " student teacher mother father farmer worker asylum réfugié réfugiée refugiado refugiada"
    " flüchtling geflohen"
)
_FORMER = words.listed(
    "former ex ancien ancienne ehemaliger ehemalige antiguo antigua nurse doctor shopkeeper driver"
    " lehrer lehrerin mutter vater enseignante enseignant mère père maestra maestro madre padre"
)
_UNNAMED = words.listed(
    "anonymous anonym anonyme anónimo anónima anônimo anônima anonimo anonima anoniem unnamed"
    " unknown withheld"
)
_ARTICLES = words.listed(
    "a an the un une le la les ein eine der die una uno el los las um uma il lo en ett et een de"
    " het egy bir"
)
_LONGEST_NAME = 5
_YOUNGEST, _OLDEST = 4, 110


@dataclass(frozen=True, slots=True)
class Attribution:
    """A narrator as a page names them."""

    name: str
    """Empty when the page keeps the name to itself."""
    role: str
    """What else the line says, as it is written: ``escaped Somewhere in 2008``."""
    dashed: bool
    """A dash stands before it, as before a signature: it then follows what it signs."""
    sure: bool = True
    """Whether the line can be nothing else; otherwise what stands around it decides."""


def parse(text: str) -> Attribution | None:
    """The attribution that a block is, if it can be one."""
    if len(text) > LONGEST:
        return None
    dash = _DASH.match(text)
    bracketed = _WHOLE_IN_BRACKETS.fullmatch(text)
    if bracketed:
        named = _signature(bracketed["inner"])
        described = named is not None and not named.name and "," in bracketed["inner"]
        return named if named and (named.sure or described) else None
    return _signature(text[dash.end() :]) if dash else _introduction(text)


def byline(text: str) -> str:
    """The name in ``By Name``; empty when the block is no byline."""
    match = _BYLINE.fullmatch(text)
    if match is None or (_SENTENCE_END.search(text) and not _initial_at_end(text)):
        return ""
    name = _BYLINE_END.split(match["labelled"] or match["name"], maxsplit=1)[0].strip()
    return name if is_name(name) else ""


def writer(text: str) -> str:
    """The name in a byline with or without a word such as *By*."""
    return byline(text) or (text if is_name(text) else "")


def is_name(text: str) -> bool:
    """Whether a text is written like the name of a person: few words, and none of them small.

    Scripts without small letters have only the number of words to tell.
    """
    parts = text.strip("\"“”„'‘").split()
    if not 1 <= len(parts) <= _LONGEST_NAME or not all(map(_NAME_WORD.fullmatch, parts)):
        return False
    large = [part for part in parts if not part[0].islower()]
    small = [part for part in parts if part[0].islower()]
    return bool(large) and all(part.casefold() in _PARTICLES for part in small)


def divided(text: str) -> tuple[str, str]:
    """The name and the rest, parted at the first comma, bar, dot or free-standing dash."""
    bracketed = _IN_BRACKETS.match(text)
    # In "Name, 19, Asmara (Eritrea)" the brackets belong to the place.
    if bracketed and not _DIVIDER.search(bracketed.group(1)):
        role = ", ".join(filter(None, (bracketed.group(2), bracketed.group(3))))
        return bracketed.group(1), role
    divider = _DIVIDER.search(text)
    if divider is None:
        return text, ""
    return text[: divider.start()].strip(), text[divider.end() :].strip()


def _signature(text: str) -> Attribution | None:
    """What follows a dash: a name with or without more, or what stands for the name."""
    name, role = divided(text)
    ends = bool(_SENTENCE_END.search(text)) and not _initial_at_end(text)
    told = bool(_AGE.match(role) or _YEAR.search(role) or _says_where_from(role))
    if ends and not (told and text.endswith(".")):
        return None
    if not set(words.of(name)).isdisjoint(_UNNAMED):
        return Attribution("", role, dashed=True)
    if is_name(name):
        return Attribution(name.strip('"“”„‘'), role, dashed=True, sure=bool(role) and not ends)
    if _describes(text) and (re.search(r"\d", text) or _from(text) or _is_somebody(text)):
        return Attribution("", text, dashed=True, sure=False)
    return None


def _introduction(text: str) -> Attribution | None:
    """A line without a dash has to say more than a name: an age, or where from."""
    if _SENTENCE_END.search(text) and not _initial_at_end(text):
        return None
    name, role = divided(text)
    unnamed = not set(words.of(name)).isdisjoint(_UNNAMED)
    if not role or not (unnamed or is_name(name)):
        return None
    ages = filter(None, map(_AGE.match, _DIVIDER.split(role)))
    if _PLACE_IN_BRACKETS.search(text) and " " in name:
        return Attribution(name, role, dashed=False)
    if any(_is_age(age.group(1)) for age in ages) or _says_where_from(role):
        return Attribution("" if unnamed else name, role, dashed=False)
    return None


def _is_age(digits: str) -> bool:
    return _YOUNGEST <= int(digits) <= _OLDEST


def _first(role: str) -> str:
    folded = words.of(role.split(maxsplit=1)[0]) if role else []
    return folded[0] if folded else ""


def _describes(text: str) -> bool:
    """Whether somebody is described and not named: ``a teacher``, ``Une mère``."""
    return text[0].islower() or _first(text) in _ARTICLES


def _says_where_from(role: str) -> bool:
    """Whether a role begins as in ``from Aleppo`` or ``fled in winter``."""
    first, *others = words.written(role) or [""]
    if first.casefold() in _FROM:
        return any(not word[0].islower() for word in others)
    return first.casefold() in _ORIGINS


def _from(text: str) -> bool:
    return not {"from", "aus", "dari", "uit", "från", "fra"}.isdisjoint(words.of(text))


def _is_somebody(text: str) -> bool:
    """Whether a description begins with what somebody is: ``former teacher, Oldtown``."""
    return "," in text and not (_ORIGINS | _FORMER).isdisjoint(words.of(text)[:3])


def _initial_at_end(text: str) -> bool:
    """Whether the full stop at the end belongs to an initial, as in ``Amina K.``."""
    return bool(re.search(r"(?:^|[\s.])[^\W\d_]\.$", text))
