"""Whether somebody tells of themselves, in the languages that are written in Latin script."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from passage.importing import words

SMALLEST_SHARE = 0.01
"""Of all words outside quotation marks. Testimonies in these languages have 2 to 12 per cent."""

_OTHERS_WORDS = re.compile(r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|\"[^\"]*\"")
_CLOSING = {"“": "”", "„": "“”", "«": "»", "»": "«"}
_FEW, _ENOUGH = 60, 2

# For each language: words by which its texts are known, and words for oneself. The same word can
# be "I" in one language and "is" in another (je), so the language is found first.
_LANGUAGES: dict[str, tuple[str, str]] = {
    "en": ("the and of to was that with", "i i'm i've i'd i'll me my mine myself"),
    "de": ("der die und das nicht war mit", "ich mich mir mein meine meinem meinen meiner meines"),
    "nl": ("de het een en van niet was", "ik mij me mijn mezelf"),
    "fr": ("les des et une est dans que", "je j'ai j'étais j'avais moi me mon ma mes"),
    "es": ("el los que una en por no", "yo me mi mis mí conmigo"),
    "pt": ("o os que uma em não do", "eu me mim meu minha meus minhas comigo"),
    "it": ("il che gli di una non per", "io mi me mio mia miei mie"),
    "ca": ("el els que una amb no per", "jo em meu meva meus meves mi"),
    "ro": ("și nu în la că era cu", "eu mă mi mine meu mea mei mele"),
    "sv": ("och att det som en inte var", "jag mig min mitt mina"),
    "da": ("og at det som en ikke var", "jeg mig min mit mine"),
    "no": ("og at det som en ikke var", "jeg meg min mitt mine"),
    "fi": ("ja oli että ei se hän kun", "minä minun minua minut minulla minulle"),
    "pl": ("i w nie się na że był", "ja mnie mi mną mój moja moje moją mojego mojej"),
    "cs": ("a se na že v bylo jsme", "já mě mně mi můj moje moji jsem"),
    "sk": ("a sa na že v bolo sme", "ja ma mňa mi môj moja moje som"),
    "hr": ("i se na da u je nije", "ja me mi mene moj moja moje sam"),
    "hu": ("a az és nem hogy volt egy", "én nekem engem magam velem tőlem"),
    "tr": ("ve bir bu için da çok ile", "ben beni bana benim bende kendim"),
    "sq": ("dhe të në një që nuk për", "unë mua më im ime"),
    "id": ("yang dan di itu tidak dengan dari", "saya aku ku"),
    "vi": ("và của là một không những được", "tôi mình"),
    "sw": ("na ya wa kwa ni katika", "mimi yangu wangu langu zangu nilikuwa"),
    "so": ("oo iyo ka ku waa la", "aniga anigu waxaan aan"),
    "ku": ("û li bi di ku ji", "ez min"),
}
_KNOWN = {language: (common + " " + own).split() for language, (common, own) in _LANGUAGES.items()}
_OWN = {language: own.split() for language, (_, own) in _LANGUAGES.items()}
_ELIDED = ("j'", "m'")


def tells(paragraphs: Iterable[str]) -> bool:
    """Whether the paragraphs are told by the person whom they are about.

    What stands in quotation marks inside a paragraph is somebody else's and does not count; a
    paragraph that stands in them as a whole does.
    """
    counts: Counter[str] = Counter()
    for paragraph in paragraphs:
        counts.update(words.of(_OTHERS_WORDS.sub(" ", _unwrapped(paragraph))))
    language = _language(counts)
    own = sum(counts[word] for word in _OWN[language])
    if language == "fr":
        own += sum(count for word, count in counts.items() if word.startswith(_ELIDED))
    told = counts.total()
    needed = 1 if told < _FEW else _ENOUGH
    return own >= needed and own >= SMALLEST_SHARE * told


def _language(counts: Counter[str]) -> str:
    """The language whose commonest words stand in the text most often; English for none."""
    scores = {
        language: sum(counts[word] for word in known if word in counts)
        for language, known in _KNOWN.items()
    }
    return max(scores, key=lambda language: scores[language])


def _unwrapped(paragraph: str) -> str:
    """The paragraph without quotation marks around the whole of it."""
    text = paragraph.strip()
    if text[:1] == '"' and text.count('"') <= 2:  # noqa: PLR2004 one opens, one closes
        return text.strip('"')
    closing = _CLOSING.get(text[:1])
    if closing is None:
        return text
    depth = 0
    for at, character in enumerate(text):
        depth += (character == text[0]) - (character in closing)
        if depth == 0 and at < len(text) - 2:
            return text
    return text[1:]
