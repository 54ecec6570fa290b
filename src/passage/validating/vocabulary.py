"""The words that rule books know: roles, licences, languages, countries."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ROLES = """\
creative direction: director; assistant director; executive producer; senior producer; producer; \
associate producer; development producer; creative director
cast: host; co-host; guest host; guest; voice actor; narrator; announcer; reporter
writing: author; editorial director; co-writer; writer; songwriter; guest writer; story editor; \
managing editor; script editor; script coordinator; researcher; editor; fact checker; translator; \
translater; transcriber; logger
audio production: studio coordinator; technical director; technical manager; audio engineer; \
remote recording engineer; post production engineer
audio post-production: audio editor; sound designer; foley artist; composer; theme music; \
music production; music contributor
administration: production coordinator; booking coordinator; production assistant; \
content manager; marketing manager; sales representative; sales manager
visuals: graphic designer; cover art designer
community: social media manager
misc.: consultant; intern
video production: camera operator; lighting designer; camera grip; assistant camera
video post-production: editor; assistant editor"""

ROLES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        group: frozenset(roles.split("; "))
        for group, _, roles in (line.partition(": ") for line in _ROLES.splitlines())
    }
)
"""Group to roles, in small letters. The taxonomy itself spells the translator "translater".

https://github.com/Podcastindex-org/podcast-namespace/blob/main/taxonomy.json
"""

ALL_ROLES = frozenset().union(*ROLES.values())

_MEDIUMS = [
    "podcast",
    "music",
    "video",
    "film",
    "audiobook",
    "newsletter",
    "blog",
    "publisher",
    "course",
]
MEDIUMS = frozenset([*_MEDIUMS, *(f"{medium}L" for medium in _MEDIUMS), "mixed"])
"""https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/medium.md"""

SERVICES = _words(
    "acast amazon anchor apple audioboom backtracks bitcoin blubrry buzzsprout captivate castos "
    "fireside google hypercatcher libsyn mastodon megafono megaphone omnystudio overcast paypal "
    "pinecast podbean podcastaddict podcastindex podcasts.com podchaser podfriend podiant podigee "
    "podnews podomatic podserve podverse redcircle relayfm resonate rss.com shoutengine "
    "simplecast slack soundcloud spotify spreaker transistor twitter whooshkaa youtube zencast"
)
"""https://github.com/Podcastindex-org/podcast-namespace/blob/main/serviceslugs.txt"""

TRANSCRIPTS = frozenset(
    ("text/plain", "text/html", "text/vtt", "application/json", "application/x-subrip")
)
"""PSP-1, Recommended item, <podcast:transcript>."""

ENCLOSURES: Mapping[str, str] = MappingProxyType(
    {
        "audio/mpeg": ".mp3",
        "audio/x-m4a": ".m4a",
        "audio/mp4": ".m4a",
        "audio/aac": ".aac",
        "video/quicktime": ".mov",
        "video/mp4": ".mp4",
        "video/x-m4v": ".m4v",
    }
)
"""What main enclosures may be, and how their names end: PSP-1, Required item, <enclosure>."""

LANGUAGES = _words(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy "
    "da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu "
    "hy hz ia id ie ig ii ik in io is it iu iw ja ji jv ka kg ki kj kk kl km kn ko kr ks ku kv kw "
    "ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny "
    "oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss "
    "st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za "
    "zh zu"
)
"""ISO 639-1, with the codes that it gave up and feeds still have."""

COUNTRIES = _words(
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR "
    "BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ "
    "EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW "
    "GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY "
    "KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV "
    "MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY "
    "QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG "
    "TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM "
    "ZW XK"
)
"""ISO 3166-1 alpha-2, and Kosovo's user-assigned code."""
