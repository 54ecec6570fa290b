"""Interviews: which blocks of a page ask and which answer.

Turns are known by what stands before them (``Q:``, ``Interviewer:``, ``Ana Brook:``, ``AB:``), or,
where nothing does, by questions to somebody that stand as paragraphs of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from passage.importing import facts, first_person, people, words
from passage.importing.blocks import Block

_LABEL = re.compile(
    r"(?P<marks>\**)(?P<name>[^\W\d_](?:[^\W_]|[ .'’-]){0,29}?)\s?(?P<number>\d{0,2})\**"
    r"\s*(?:\([^()]{1,30}\)\s*)?:\**(?:\s+|$)|(?P<letter>[QAFPRD])\s*[.)–—-]\s+"
)
_ASKING = words.listed(
    "q question int interviewer interviewerin interview journalist reporter moderator host frage f"
    " journaliste enquêteur enquêtrice intervieweur intervieweuse entrevistador entrevistadora"
    " pregunta pergunta p periodista jornalista intervistatore intervistatrice domanda d vraag"
    " interviewster intervjuare pytanie"
)
_ANSWERING = words.listed(
    "a answer antwort réponse respuesta resposta risposta r antwoord svar odpowiedź narrator"
    " interviewee witness zeuge zeugin témoin testigo"
)
_LETTERS = tuple(map(frozenset, ("qa", "fa", "pr", "dr", "va", "qr")))
_YOU = words.listed(
    "you your yours yourself sie ihr ihre ihren ihnen ihrer ihrem du dich dir dein deine vous votre"
    " vos tu te ton ta tes toi usted ustedes su sus tú ti você vocês lei suo sua suoi voi"
    " je jij jouw uw"
)
_LONGEST_QUESTION = 60
"""Words."""
_FEWEST_TURNS, _FEWEST_QUESTIONS = 4, 3
_LONGEST_NAME = 4
"""Words before a colon; more are a sentence."""
_MOST_BETWEEN = 8
"""Paragraphs of an answer, on average over a page."""
_INTERVIEWED = re.compile(
    r"(?:interview|conversation|gespräch|entretien|conversation|entrevista|intervista|wywiad"
    r"|conversación|conversa|gesprek)\w* (?:with|mit|avec|con|com|a|met|z|med) (?P<name>.{2,60})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What a block of an interview is in it."""

    asks: bool
    """Whether it is a question, and not an answer."""
    label: str = ""
    """The characters before what is said."""
    name: str = ""
    """Who speaks, in the page's words; empty when the page names nobody."""


Turns = Mapping[tuple[int, int], Turn]


def turns(blocks: Sequence[Block]) -> Turns:
    """The turns of a page by the positions of their blocks; none if it is no interview."""
    return _labelled(blocks) or _unlabelled(blocks)


def interviewed(title: str) -> str:
    """Whom the title of a page says that it is an interview with; empty when it does not."""
    match = _INTERVIEWED.search(title)
    if match is None:
        return ""
    name = re.split(r"[,:;(|–—]|\.\s", match["name"])[0].strip(" .\"“”„«»'’")
    return name if name[:1].isupper() else ""


def _labelled(blocks: Sequence[Block]) -> dict[tuple[int, int], Turn]:
    found = [(block, match) for block in blocks if (match := _match(block.text))]
    counts = Counter(_key(match) for _, match in found)
    keys = {key for key, count in counts.items() if count > 1}
    if not _ASKING.isdisjoint(counts):
        keys |= {key for key in counts if len(key) == 1 and _is_letter(key, counts)}
    found = [(block, match) for block, match in found if _key(match) in keys]
    asking = _asking([(_key(match), block.text[match.end() :]) for block, match in found])
    if not asking or len(found) < _fewest(keys):
        return {}
    answering = keys - asking
    first = {_key(match): match for _, match in reversed(found)}
    names = {key: _name(match, blocks) for key, match in first.items()}
    made: dict[tuple[int, int], Turn] = {}
    last: Turn | None = None
    labels = {block.position: match for block, match in found}
    for block in blocks:
        match = labels.get(block.position)
        if match:
            key = _key(match)
            last = Turn(key in asking, match.group(), names[key])
            made[block.position] = last
            if not answering:
                last = None
        elif last and last.asks and not block.spaced:
            # An answer without a label stands below a question, with a gap between them.
            made[block.position] = Turn(last.asks, "", last.name)
    return made


def _match(text: str) -> re.Match[str] | None:
    match = _LABEL.match(text)
    if match is None:
        return None
    name = match["name"]
    if name is None:
        return match
    written = name.split()
    is_name = all(word[0].isupper() or word[0] in "dv" for word in written)
    if len(written) > _LONGEST_NAME or not (is_name or name.casefold() in _ASKING | _ANSWERING):
        return None
    return None if facts.parse(text)[0] else match


def _key(match: re.Match[str]) -> str:
    return words.key(match["name"] or match["letter"])


def _is_letter(key: str, counts: Mapping[str, int]) -> bool:
    """Whether a letter stands for a question or an answer, and the other is there as well."""
    return any(key in pair and counts.keys() >= pair for pair in _LETTERS)


def _fewest(keys: set[str]) -> int:
    return 2 if all(key in _ASKING | _ANSWERING for key in keys) else _FEWEST_TURNS


def _asking(found: Sequence[tuple[str, str]]) -> set[str]:
    """The keys of those who ask: known words for it, or whoever asks most and says least."""
    keys = {key for key, _ in found}
    # A letter alone is a question only if there are answers, or if it is nothing else.
    alone = len(keys) == 1
    known = {key for key in keys if key in _ASKING and not (alone and len(key) == 1 and key != "q")}
    if known:
        return known
    asked, said, count = Counter[str](), Counter[str](), Counter[str]()
    for key, text in found:
        asked[key] += text.rstrip("*\"”»’' ").endswith("?")
        said[key] += len(words.of(text))
        count[key] += 1
    most = max(keys, key=lambda key: (asked[key] / count[key], -said[key]), default="")
    others = [key for key in keys if key != most]
    asks = others and 2 * asked[most] >= count[most]
    return {most} if asks and all(2 * asked[key] < count[key] for key in others) else set()


def _name(match: re.Match[str], blocks: Sequence[Block]) -> str:
    """The name of a label: as it is written, or of which it is the initials on this page."""
    written = (match["name"] or "").strip()
    key = _key(match)
    if len(key) == 1 or (key in _ASKING | _ANSWERING and len(key) <= 3):  # noqa: PLR2004 "int"
        return ""
    letters = written.replace(".", "")
    if not (letters.isupper() and 1 < len(letters) <= _LONGEST_NAME):
        return _in_full(written, blocks)
    named = re.compile(r"\b" + r"[\w'’-]+\s+".join(letters) + r"[\w'’-]+")
    full = {match.group() for block in blocks for match in named.finditer(block.text)}
    full = {name for name in full if not name.isupper()}
    return full.pop() if len(full) == 1 else _in_full(written, blocks)


def _in_full(written: str, blocks: Sequence[Block]) -> str:
    """A single name as the page has it in full: ``VALE`` is *Tomas Vale*."""
    if " " in written or words.key(written) in _ASKING | _ANSWERING:
        return written
    common = people.lowercase(block.text for block in blocks)
    return people.Known([block.text for block in blocks], common).whole(written)


def _unlabelled(blocks: Sequence[Block]) -> dict[tuple[int, int], Turn]:
    """Questions to somebody as paragraphs of their own, with answers about oneself between."""
    asks = [_is_question(block.text) for block in blocks]
    indices = [index for index, is_question in enumerate(asks) if is_question]
    if len(indices) < _FEWEST_QUESTIONS:
        return {}
    first, last = indices[0], indices[-1]
    between = last - first + 1
    addressed = sum(not _YOU.isdisjoint(words.of(blocks[index].text)) for index in indices)
    answered = sum(not asks[index + 1] for index in indices if index + 1 < len(blocks))
    if between > (1 + _MOST_BETWEEN) * len(indices) or 2 * addressed < len(indices):
        return {}
    answers = [
        block.text for block, ask in zip(blocks[first:], asks[first:], strict=True) if not ask
    ]
    if 3 * answered < 2 * len(indices) or not first_person.tells(answers):
        return {}
    return {blocks[index].position: Turn(asks=True) for index in indices}


def _is_question(text: str) -> bool:
    bare = text.strip("*_ \u00a0")
    opening = bare[:1].isupper() or bare.startswith("¿")
    return bare.endswith("?") and opening and len(bare.split()) <= _LONGEST_QUESTION
