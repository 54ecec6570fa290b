"""Scripts, and the short words and endings that their languages write together with names."""

from __future__ import annotations

import re
import unicodedata

from passage.spellings.folding import letters

LONG_BEHIND_WORDS = 4
"""Letters of a name from which on such words may stand before it."""

MOST_TOGETHER = 3
"""Letters of all of them."""

WRITTEN_TOGETHER = {
    "ARABIC": re.compile("[وف]?[بلك]?"),
    "HEBREW": re.compile("[וש]{0,2}[הבלכמ]?"),
}
"""Words of one letter that are written together with the next one, in the order that they take."""


_TAKES_S = 5
"""Letters from which on "s" may stand behind a name: Han and Hans are two people."""

_TAKES_ENDINGS = 4
"""The same for the endings of languages that write them together with names."""

_ENDINGS = {
    script: tuple(letters(ending) for ending in endings.split())
    for script, endings in {
        "GEORGIAN": "ს მ ი ო ც ის ით ად ზე ში მა მდე დან თან ისთვის სთვის სთან ისგან სგან",
        "ARMENIAN": "ը ն ի ին ից ով ում",
        "BENGALI": "র ের কে তে এর রা েরা দের েদের ও ই",
        "DEVANAGARI": "जी ले को लाई मा बाट ने ला चा ची चे नी शी",
        "ETHIOPIC": "ን ም ና ስ",
    }.items()
}
"""Cases and particles: of Georgian, Armenian, Bengali, of Hindi, Nepali and Marathi, of Amharic."""


_AFTER_ONE = (
    "은 는 이 가 을 를 과 와 의 도 만 야 아 에게 한테 께 께서 에게서 한테서 로 으로 이나 나 까지",
    "부터 처럼 보다 하고 이랑 랑 이고 이는 이가 이를 이의 이도 씨 씨는 씨가 씨를 씨의 씨도",
    "님 군 양 네",
)
PARTICLES = tuple(letters(each) for line in _AFTER_ONE for each in line.split())
"""What may stand behind a Korean name of one syllable, which begins many other words."""


def endings_of(last: str, syllables: int) -> tuple[str, ...]:
    """What may stand behind a name that ends with a letter, written together with it."""
    if syllables >= _TAKES_ENDINGS and (endings := _ENDINGS.get(block(last))):
        return endings
    return ("s",) if syllables >= _TAKES_S else ()


def script_of(character: str) -> str:
    """What a change of which parts words; a letter of those written without spaces is its own."""
    if character.isdigit():
        return "digit"
    if character.isascii():
        return "letter"
    name = block(character)
    if name in {"CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR"}:
        # Written without spaces: each letter may end a word.
        return character
    return name if name in {"HANGUL", "CYRILLIC", "GREEK", "ARABIC", "HEBREW"} else "letter"


def block(character: str) -> str:
    """The script that its name begins with, such as GEORGIAN; empty for none."""
    return unicodedata.name(character, "").partition(" ")[0] if character else ""


def is_hangul(letter: str) -> bool:
    """Whether it is one of the letters that Hangul's syllables are taken apart into."""
    return "\u1100" <= letter <= "\u11ff"


def is_final(letter: str) -> bool:
    """Whether it is one that ends a syllable of Hangul."""
    return "\u11a8" <= letter <= "\u11ff"
