"""What stands on a published page and is no part of a testimony, by named rules.

A rule is a name and an expression that has to match the whole of a block. The account tells each
line that is left out with the name of its rule, so that a wrong rule can be found.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Sequence
from dataclasses import dataclass

from passage.importing import words

LONGEST = 240
"""Characters. A longer block is never furniture by its words alone."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of furniture."""

    name: str
    pattern: re.Pattern[str]


def with_shows(own: Sequence[tuple[str, str]]) -> tuple[Rule, ...]:
    """The rules of a show, and after them those that every show has.

    `own` are names and what a block says, case aside; ``*`` stands for any characters.
    """
    return (*(Rule(name, _wild(says)) for name, says in own), *RULES)


def _wild(says: str) -> re.Pattern[str]:
    plain = says.strip().replace("[", "[[]").replace("?", "[?]")
    return re.compile(fnmatch.translate(plain), re.IGNORECASE)


def rule_of(text: str, rules: Sequence[Rule] | None = None) -> str:
    """The name of the first rule that a block's text follows; empty for none."""
    if len(text) > LONGEST:
        return ""
    for rule in RULES if rules is None else rules:
        if rule.pattern.fullmatch(text) and not (rule in _DOUBTED and _is_said(text, rule.name)):
            return rule.name
    return ""


def _is_said(text: str, name: str) -> bool:
    """Whether a text that begins as furniture does is a sentence that somebody says.

    A line too many is a blemish; words of a narrator that are left out are a loss.
    """
    written = words.written(text)
    if not _OWN.isdisjoint(written) and not _INVITING.match(text):
        return True
    if not _FULL_STOP.search(text) or _INVITING.match(text):
        return False
    match name:
        case "button":
            return bool(_PARTED.search(text))
        case "credit":
            small = {word for word in written if word.islower()} - _CREDITING
            return len(small) > 1 and not _LABELLED.match(text)
        case "related":
            return not _LABELLED.match(text)
        case _:
            return name == "tags"


def _rule(name: str, *alternatives: str) -> Rule:
    joined = "|".join(f"(?:{alternative})" for alternative in alternatives)
    return Rule(name, re.compile(joined, re.IGNORECASE))


POST_OPENING = "post-opening"
"""The line with which an embedded post of a social medium begins."""
POST_CLOSING = "post-closing"
"""The line with which it ends."""
BUTTON = "button"
"""What a reader is to press. A paragraph that leads up to one may be an `APPEAL`."""
RELATED = "related"
"""The heading of a list of other pages; what follows it is `RELATED_ITEM`."""

APPEAL = "appeal"
RELATED_ITEM = "related-item"
TRAILING = "trailing-line"
MENU = "menu"
"""Rules that depend on what stands around: :mod:`passage.importing.roles` applies them."""

_OWN = words.listed(
    "I I'm I've I'd I'll I’m I’ve I’d I’ll me my mine myself ich mich mir mein meine meinem meinen"
    " meiner je j'ai j’ai moi mon ma mes yo mi mis mío mía eu meu minha io mio mia"
)
"""Words for oneself, as they are written inside a sentence."""
_INVITING = re.compile(
    r"(?:follow|find|join|like|visit) (?:me|us)\b|you (?:may|might) also"
    r"|folge|sui(?:s|vez)-|sígueme",
    re.IGNORECASE,
)
_FULL_STOP = re.compile(r"(?<!\.)\.[)\]\"”’»]*$")
_PARTED = re.compile(r"[,;:]\s")
_LABELLED = re.compile(r"\(?[\w-]+(?: [\w-]+){0,2} ?:")
_CREDITING = words.listed(
    "image images photo photos picture pictures photograph photographs illustration illustrations"
    " art artwork video credit credits source courtesy header cover feature featured lead via by"
    " from of for the and in at on with under used permission licence license edited filmed"
    " illustrated photographed bild bilder foto fotos von aus mit für und der die das photographie"
    " par pour avec et de du des la le les imagen imagem immagine por para con y di da per e door"
)
"""Small words of credits; the others in them are names."""

_NUMBER = r"\d{1,4}"
_VERB = (
    r"give|donate|help|act|join|sign up|sign in|log in|log out|register|subscribe|support|volunteer"
    r"|shop|share|follow|contact|apply|get involved|take action|get started|watch|listen"
    r"|download|play"
    r"|spenden|mitmachen|mehr erfahren|weiterlesen|teilen|abonnieren"
    r"|faire un don|donnez|je donne|partager|en savoir plus|lire la suite|s['’]abonner"
    r"|donar|dona|done|haz una donación|comparte|compartir|leer más|saber más|suscríbete"
    r"|doar|doe|compartilhar|partilhar|ler mais|leia mais|saiba mais|inscreva-se"
    r"|dona ora|condividi|leggi di più|scopri di più|iscriviti"
    r"|doneer|delen|lees verder|lees meer|meer weten"
)
_WHEN = (
    r"now|today|here|more|monthly|us|with us|the video|the film|video|the story|a friend|in"
    r"|jetzt|heute|hier|maintenant|aujourd['’]hui|ici|ahora|hoy|aquí|agora|hoje|aqui|ora|oggi|qui"
    r"|nu|vandaag"
)
_MORE = (
    r"(?:read|learn|see|show|view|load|find out|discover|watch|keep|continue)"
    r" (?:more|reading|the full story|all|story|their stories|his story|her story|about us)"
    r"(?: stories| about .{1,40})?"
)
_MEDIUM = (
    r"instagram|facebook|twitter|x|tiktok|threads|youtube|linkedin|mastodon|bluesky|telegram"
    r"|whatsapp|pinterest|reddit|e-?mail"
)
_PIECE = (
    r"story|article|page|post|interview|testimony|beitrag|artikel|seite|geschichte|histoire|témoignage"
    r"|artículo|artigo|articolo|historia|história|storia|nota|página|pagina"
)
_POST = (
    r"post|publication|publicación|publicação|foto|photo|beitrag|video|vidéo|bericht|inlägg"
    r"|opslag|indlæg|innlegg|gönderi|gönderiyi"
)

RULES: tuple[Rule, ...] = (
    _rule(
        POST_OPENING,
        rf"view this (?:{_POST}) on .{{1,40}}",
        rf"sieh dir diesen (?:{_POST}) auf .{{1,40}} an",
        rf"voir cette (?:{_POST}) sur .{{1,40}}",
        rf"ver esta (?:{_POST}) (?:en|no|na) .{{1,40}}",
        rf"visualizza questo (?:{_POST}) su .{{1,40}}",
        rf"dit (?:{_POST}) (?:op|bekijken op) .{{1,40}}",
    ),
    _rule(
        POST_CLOSING,
        r"(?:a|this) (?:post|photo|video|reel) shared by .{1,160}(?<![.!?])",
        r"ein (?:von .{1,120} geteilter beitrag|beitrag geteilt von .{1,120})",
        r"une publication partagée par .{1,200}",
        r"una publicación compartida (?:de|por) .{1,200}",
        r"(?:uma publicação|um post) (?:compartilhada|partilhada|compartilhado) por .{1,200}",
        r"un post condiviso da .{1,200}",
        r"een bericht gedeeld door .{1,200}",
        r"[-–—] .{1,80} \(@\w{1,30}\) .{0,60}\d{4}",
    ),
    _rule("counter", rf"\(?{_NUMBER} ?(?:/|of|von|de|sur|di|van) ?{_NUMBER}\)?"),
    _rule("page-number", rf"(?:page|seite|página|pagina|p\.) ?{_NUMBER}", r"[-–]? ?\d{1,3} ?[-–]?"),
    _rule(
        BUTTON,
        rf"[\[→»]?\s*(?:{_VERB})(?: (?:{_WHEN}))?[\]→»!›]?",
        rf"(?:{_WHEN}) (?:{_VERB})",
        rf"{_MORE} ?[→»›.…]{{0,3}}",
        r"(?:learn more|en savoir plus|mehr erfahren|saber más|más información|saiba mais"
        r"|scopri di più|meer weten)(?: (?:about|on|sur|über|zu|sobre|su|over) .{1,40})?",
        r"click here.{0,60}|tap to .{1,40}|skip to (?:main )?content|back to (?:the )?top",
        r"next|previous|prev|back|close|menu|search|play|pause|mute|unmute|scroll(?: down)?",
        r"(?:next|previous) (?:story|post|article|page)|«|»|‹|›|←|→|×",
        r"(?:share|post|pin|tweet|print|save|e-?mail|send|teile|teilen sie|partagez|comparte"
        r"|condividi)"
        r"(?: (?:this|it|diesen|diese|dieses|cet|cette|este|esta|quest[oa]|le|la))?"
        rf"(?: (?:{_PIECE}))?(?: (?:via|by|to|on|with|auf|sur|en|su|mit|avec|con)"
        rf" (?:{_MEDIUM}|friends|your friends|a friend))?",
        rf"(?:[^\W\d_]+ ){{1,3}}(?:on|sur|auf|en|no|su|op|på|via) (?:{_MEDIUM})|{_MEDIUM}",
        r"(?:sign up|subscribe|abonnez-vous|suscríbete|abonnieren sie|iscriviti)"
        r" (?:for|to|à|a|al|alla|unseren) .{1,40}|(?:your )?e-?mail(?: address)?",
        r"(?:first|last|full) name|submit",
        r"(?:comments?|kommentare|commentaires|comentarios|commenti) ?\(\d+\)",
        r"tweet|copy link|print(?: this page)?|leave a (?:comment|reply)|reply|\d+ comments?",
    ),
    _rule(
        RELATED,
        r"(?:related|recommended|similar|popular|more|other|latest|recent|trending)"
        r" (?:posts?|articles?|stor(?:y|ies)|news|reading|pages?|content|videos?|topics?)",
        r"you (?:may|might) (?:also )?(?:like|enjoy|be interested in).{0,30}",
        r"(?:read|see|watch) (?:next|also)|more (?:from|like|on) .{1,40}",
        r"(?:read more|read also|see also|read next|also read|related|lesen sie auch|mehr dazu"
        r"|(?:à )?lire (?:aussi|également)|voir aussi|lee también|lea también|ver también"
        r"|leia (?:também|mais)"
        r"|leggi anche|lees ook) ?: .{1,160}",
        r"(?:à )?lire (?:aussi|également)|voir aussi|lee también|ver también",
        r"up next|recommended(?: for you)?",
        r"ähnliche (?:beiträge|artikel)|das könnte (?:sie|dich) auch interessieren",
        r"articles? (?:similaires?|liés?|connexes?)|à lire aussi|sur le même sujet",
        r"artículos relacionados|(?:noticias|entradas) relacionadas|te puede interesar.{0,30}",
        r"artigos relacionados|(?:notícias|publicações) relacionadas|leia também",
        r"articoli correlati|leggi anche|gerelateerde (?:berichten|artikelen)|lees ook",
    ),
    _rule(
        "credit",
        r"(?:feature[d]?|header|cover|lead|top|main)? ?(?:images?|photos?|pictures?|photographs?"
        r"|illustrations?|art(?:work)?|video|bild(?:er)?|fotos?|imagen|imagem|immagine|crédito)"
        r" ?(?:credits?|source|courtesy|nachweis|quelle)? ?"
        r"(?:via|by|from|of|courtesy of|©|:|von|par|por|di|door)[ :].{1,200}",
        r"(?:photographies?|fotografías?|fotografien?|fotografias?|fotografie)"
        r" (?:de|par|por|von|di|:) .{1,120}",
        r"photograph(?:y|er|s|ed)?(?: by|:) .{1,120}|(?:illustrated|filmed|edited) by .{1,80}",
        r"(?:crédits?|credits?)(?: (?:photos?|images?))? ?: .{1,120}|courtesy of .{1,120}",
        r"\((?:photo|image|picture|foto)s?:? .{1,160}\)",
        r"\[(?:photo|image|picture|foto)s?: .{1,160}\]",
    ),
    _rule(
        "copyright",
        r"(?:©|\(c\)|copyright\b).{0,200}",
        r".{0,120}all rights reserved\.?",
    ),
    _rule(
        "notice",
        r"(?:we|this (?:web)?site) uses? cookies.{0,200}|(?:accept|reject)(?: all)?(?: cookies)?",
        r"advertisement|advert|sponsored(?: content)?|anzeige|publicité|publicidad|publicidade",
        r"\*? ?(?:the )?(?:some )?names? ha(?:s|ve) been changed.{0,160}",
        r"\*? ?(?:the )?(?:some )?names? (?:was|were) changed"
        r"(?: (?:(?:up)?on|at (?:the|their|his|her) (?:own )?) ?request)?"
        r"(?: (?:to|for|in order|because of) .{1,140})?\.?",
        r"loading(?:\.{3}|…)?|\d+ ?min(?:ute)?s?\.? read|(?:estimated )?reading time:? .{1,20}",
    ),
    _rule(
        "address", r"(?:https?://|www\.)\S{1,200}", r"[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,30})+"
    ),
    _rule(
        "transcript-mark",
        r"\[(?:end|beginning|start|tape|side|recording|ende|fin|fine)\b[^\[\]]{0,60}\]",
        r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?",
    ),
    _rule(
        "tags",
        r"(?:tags?|topics?|keywords?|categor(?:y|ies)|filed under|posted in|tagged(?: with)?"
        r"|schlagwörter|themen|mots-clés|étiquettes|etiquetas|temas|categorías?|parole chiave)"
        r" ?: .{1,200}",
    ),
    _rule("hashtags", r"(?:[#@][\w.]{1,60}\s*)+"),
    _rule("ornament", r"(?:[^\w\s]\s*){1,120}"),
)
"""The rules that every show has, in the order in which they are tried."""

_DOUBTED = frozenset(
    rule
    for rule in RULES
    if rule.name in {BUTTON, RELATED, "credit", "copyright", "notice", "tags"}
)
"""Rules that end in any words, so that a sentence of a narrator can follow them too."""
