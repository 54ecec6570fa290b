"""Names of people in the sentences of a report, and the words with which it says who speaks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from passage.importing import words

SAYING = words.listed(
    "said says say tells told asks asked adds added explains explained recalls recalled remembers"
    " remembered replied replies answers answered continues continued insists insisted notes noted"
    " recounts recounted admits admitted wrote writes concludes concluded reflects testified states"
    " stated declared argues warned warns whispers whispered"
    " dit dis disait raconte racontait raconté racontent explique expliquait expliqué confie"
    " confiait confié ajoute ajoutait ajouté souvient souvenait témoigne témoignait témoigné"
    " déclare déclaré affirme affirmait affirmé poursuit"
    " répond répondu soupire précise précisé conclut"
    " résume demande"
    " sagt sagte erzählt erzählte erklärt erklärte berichtet berichtete erinnert erinnerte fügt"
    " fügte meint meinte antwortet antwortete fragt fragte schildert schilderte betont ergänzt"
    " dice dijo cuenta contó explica explicó recuerda recordó relata relató añade añadió agrega"
    " agregó afirma afirmó señala señaló confiesa asegura aseguró comenta comentó narra responde"
    " respondió pregunta concluye declaró"
    " diz disse conta contou explicou lembra lembrou relatou acrescenta acrescentou afirmou recorda"
    " respondeu racconta raccontava raccontato spiega spiegato ricorda aggiunge aggiunto afferma"
    " confida risponde detto"
    " zegt zei vertelt vertelde herinnert voegt antwoordt vroeg säger sade berättar sa siger"
    " fortæller sier forteller mówi powiedział powiedziała wspomina"
)
"""Verbs of saying, in the forms in which reports have them."""

_SHE = words.listed("she elle sie ella ela lei zij hon hun ona")
_HE = words.listed("he il er él ele lui hij han on")
_THEY = words.listed("they we i ils elles ellos ellas eles elas loro wir je yo ich io eu")
PRONOUNS = _SHE | _HE | _THEY

_OPENERS = words.listed(
    "a after all although an and as asked at because before but by during even finally for from"
    " here his her how if in into it its later like many meanwhile most near no not now of on once"
    " one our since so some still that the their then there these they this though through to"
    " today until we what when where while who with yes yesterday"
    " alors après au aujourd'hui avant avec car c'est ce ces cette comme dans depuis des elle en"
    " et il la le les leur mais même notre nous où par pendant pour puis quand sa selon ses si son"
    " sur un une"
    " aber als am an auch auf aus bei da damals dann das dem den der die doch ein eine er es für"
    " heute ich im in ihr ihre ja jetzt laut mit nach nein nun ob sein seine seit sie so später"
    " über um und von vor während wenn wie wir zu"
    " ahora al antes así aunque como con cuando de desde después el ella en entonces era esta este"
    " hasta hoy los luego más mientras muchos no para pero por porque según si sin su sus también"
    " tras una y ya"
    " dr mr mrs ms mme mlle m herr frau sr sra señor señora don doña signor signora prof"
    " com depois ela ele mas não o os quando uma dopo gli ma non poi quando dat de een het hij"
    " maar met toen van zij"
)
"""Words with which sentences open, so that their capital says nothing."""

_DETERMINERS = words.listed(
    "the his her their der die das den dem ein eine seine ihre sein ihr seinem ihrem seinen ihren"
)
_LOCATIVES = words.listed(
    "in into near across through toward towards leave left reach reached"
    " aus nach im en à au aux vers dans em no na nel nella naar uit i till"
)
_PARTICLE = (
    r"(?:al|el|ben|bin|bint|ibn|abu|da|das|de|del|della|den|der|di|do|dos|du|la|le|ter|van|von|zu)"
)
_CAPITAL = r"(?:[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:[-'’][^\W\d_]+)*)"
_NAME = re.compile(
    rf"(?<![\w’'-]){_CAPITAL}\.?(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_CAPITAL}(?!\w)){{0,3}}"
)
_POSSESSIVE = re.compile(r"['’]s$")


def names(text: str, common: Collection[str] = ()) -> list[tuple[int, str]]:
    """What is written like names in a stretch of text, each with where it begins.

    `common` are words that the page has in small letters as well.
    """
    found = []
    for match in _NAME.finditer(text):
        at, name = match.start(), match.group()
        determined = words.of(text[max(0, at - 12) : at])[-1:]
        while name and _opens(name.split(maxsplit=1)[0], common):
            first, _, name = name.partition(" ")
            at += len(first) + 1
            determined = [first.casefold()]
        # "die Lehrerin Ana Brook": what follows a determiner says who somebody is.
        if determined and determined[0] in _DETERMINERS and len(name.split()) > 2:  # noqa: PLR2004
            first, _, name = name.partition(" ")
            at += len(first) + 1
        bare = name.strip().rstrip(".") if len(name.split()) == 1 else name.strip()
        if bare[:1].isupper() and not _POSSESSIVE.search(bare):
            found.append((at, bare))
    return found


def lowercase(texts: Iterable[str]) -> frozenset[str]:
    """The words that texts have in small letters: no name begins with one."""
    return frozenset(word for text in texts for word in words.written(text) if word.islower())


class Known:
    """The names of two words and more that a report writes, without those of places."""

    def __init__(self, paragraphs: Sequence[str], common: Collection[str]) -> None:
        every = dict.fromkeys(
            name for text in paragraphs for _, name in names(text, common) if " " in name
        )
        places = _after_locatives(paragraphs, every)
        self._by_part: dict[str, list[str]] = {}
        for name in every:
            for part in set(words.of(name)) if name not in places else ():
                self._by_part.setdefault(part, []).append(name)

    def __contains__(self, name: str) -> bool:
        return name in self._by_part.get(next(iter(words.of(name)), ""), ())

    def whole(self, name: str) -> str:
        """A name as the report writes it in full, if it is only a part here."""
        longer = self._by_part.get(words.key(name), [])
        return longer[0] if len(longer) == 1 else name


def is_pronoun(word: str) -> bool:
    """Whether a word stands for somebody who has been named before."""
    return word.casefold() in PRONOUNS


def gender(pronoun: str) -> str:
    """``she``, ``he``, or empty when a pronoun tells neither."""
    folded = pronoun.casefold()
    return "she" if folded in _SHE else "he" if folded in _HE else ""


def follows_locative(text: str, at: int) -> bool:
    """Whether the word before a position says that a place follows."""
    before = words.of(text[max(0, at - 20) : at])
    return bool(before) and before[-1] in _LOCATIVES


def _opens(word: str, common: Collection[str]) -> bool:
    folded = word.casefold().replace("’", "'").rstrip(".")
    return folded in _OPENERS or folded in common or folded in PRONOUNS


def _after_locatives(paragraphs: Sequence[str], wanted: Iterable[str]) -> frozenset[str]:
    every = set(wanted)
    return frozenset(
        name
        for text in paragraphs
        for at, name in names(text)
        if name in every and follows_locative(text, at)
    )
