"""``passage.yml``: what a show is, the stages of its journey, who speaks and how it sounds."""

from __future__ import annotations

from passage.model import Cast, Show, Sound, Stage
from passage.reading import addresses, cast, kinds, podcasting, privacy, sound, yaml
from passage.reading.fields import Field, Record, Sequence, Values
from passage.reading.report import Report, quoted

FILE = "passage.yml"
"""What makes a folder a show's folder."""

STAGE = Record(
    "a stage",
    (
        Field(
            "id",
            kinds.ID,
            "What scripts and episodes call the stage: letters, digits, - and _.",
            "north-korea",
            required=True,
        ),
        Field("name", kinds.TEXT, "The stage's name, for people.", "North Korea", required=True),
        Field(
            "introduction",
            kinds.LINES,
            "What the host says when an episode enters the stage.",
            "Winter is the time to cross.",
        ),
        Field("country", podcasting.COUNTRY, "Its country (ISO 3166-1).", "KP"),
        Field(
            "geo",
            podcasting.GEO,
            "Latitude and longitude of its middle, and how far it reaches, in metres.",
            "geo:40.3,127.5;u=200000",
        ),
    ),
)

VOICES = Record(
    "the voices",
    (
        Field(
            "online",
            kinds.FLAG,
            "Whether text may leave this machine, to be spoken by a service on the net.",
            "true",
            default=False,
        ),
    ),
)

FUNDING = Record(
    "the funding",
    (
        Field(
            "address",
            addresses.ADDRESS,
            "Where to give.",
            "https://example.org/give",
            required=True,
        ),
        Field("text", kinds.TEXT, "The words of the link.", "Help us", required=True),
    ),
)

FURNITURE = Record(
    "a rule for furniture",
    (
        Field(
            "rule",
            kinds.ID,
            "What accounts call the rule: letters, digits, - and _.",
            "newsletter",
            required=True,
        ),
        Field(
            "says",
            kinds.TEXT,
            "What a line to be left out says, as a whole; * stands for any words.",
            "Get our letter *",
            required=True,
        ),
    ),
)

SHOW = Record(
    FILE,
    (
        Field("title", kinds.TEXT, "The show's title.", "Three Thousand Miles", required=True),
        Field(
            "description",
            podcasting.DESCRIPTION,
            "What the show is about, in a few sentences.",
            "People who crossed tell of the way.",
            required=True,
        ),
        Field(
            "language",
            kinds.LANGUAGE,
            "The language of the show, and of each script that names no other (BCP 47).",
            "en",
            required=True,
        ),
        Field(
            "address",
            addresses.BASE,
            "The address below which the made folders are published.",
            "https://example.org/show/",
            required=True,
        ),
        Field(
            "guid",
            kinds.UUID,
            "The show's podcast:guid. Passage mints it once; then it never changes.",
            "917393e3-1b1e-5cef-ace4-edaa54e1f810",
        ),
        Field("author", kinds.TEXT, "Who makes the show.", "The Crossing Project", required=True),
        Field(
            "email",
            kinds.EMAIL,
            "Whom directories ask whether the show is yours.",
            "owner@example.org",
            required=True,
        ),
        Field(
            "category",
            podcasting.CATEGORY,
            "Apple's category and, if there is one, its subcategory.",
            "[Society & Culture, Documentary]",
            required=True,
        ),
        Field(
            "explicit",
            kinds.FLAG,
            "Whether the show is marked as explicit.",
            "false",
            default=False,
        ),
        Field("artwork", kinds.PATH, "A picture in the show's folder.", "cover.png"),
        Field(
            "artwork_alt",
            kinds.TEXT,
            "What that picture shows, for those who do not see it.",
            "A lantern on a boat at night.",
        ),
        Field(
            "precision",
            kinds.whole(1, 1000),
            "How precisely places are told, in kilometres: never more than that.",
            "50",
            default=50,
        ),
        Field(
            "frequency",
            podcasting.FREQUENCY,
            "How often an episode comes.",
            "{text: Every Sunday, rule: FREQ=WEEKLY}",
            default=None,
        ),
        Field(
            "complete", kinds.FLAG, "Whether no more episodes will come.", "false", default=False
        ),
        Field(
            "block",
            kinds.FLAG,
            "Whether directories are asked not to list the show.",
            "false",
            default=False,
        ),
        Field(
            "feed_length",
            kinds.whole(2, 100_000),
            "Episodes in the feed itself; older ones are in its archive.",
            "300",
            default=300,
        ),
        Field(
            "editions",
            Sequence(kinds.choice("opus"), unique=True),
            "Smaller files of each episode, for those whose connection is thin.",
            "[opus]",
            default=(),
        ),
        Field(
            "store",
            addresses.STORAGE,
            "Where clips are kept for several machines that build the show.",
            "s3://bucket/folder",
        ),
        Field("licence", kinds.TEXT, "The licence of the episodes, as SPDX.", "CC-BY-4.0"),
        Field(
            "help",
            kinds.LINES,
            "What the closing says about how to help.",
            "You can help by telling others.",
        ),
        Field(
            "funding",
            FUNDING,
            "A link for giving.",
            "{address: https://example.org/give, text: Help us}",
            default=None,
        ),
        Field(
            "stages",
            Sequence(STAGE, at_least=1),
            "The stages of the journey, in order.",
            "[{id: north-korea, name: North Korea}]",
            required=True,
        ),
        Field(
            "furniture",
            Sequence(FURNITURE),
            "What imports leave out of pages, besides what every show leaves out.",
            "[{rule: newsletter, says: Get our letter *}]",
            default=(),
        ),
        Field("cast", cast.CAST, "Who speaks.", "{host: {name: Ruth}}", default=None),
        Field(
            "voices",
            VOICES,
            "What voices may do; without it, nothing leaves this machine.",
            "{online: true}",
            default=None,
        ),
        Field(
            "privacy",
            privacy.PRIVACY,
            "What is not told as it is written: names, places, dates.",
            "{names: ../names.yml, places: province, dates: year}",
            default=None,
        ),
        Field("sound", sound.SOUND, "How episodes sound.", "{chime: true}", default=None),
    ),
)


def read(text: str, said: Report) -> Values | None:
    """What ``passage.yml`` says, as far as it is sound; every problem is in the report."""
    node = yaml.read(text, said)
    values = SHOW.read(node, SHOW.noun, said) if node else None
    if values:
        _report_stages_twice(values, said)
    return values


def build(values: Values) -> Show:
    """The show, from values without a problem.

    Its guid is empty when the file has none yet: minting one is not for a reader to do.
    """
    funding, voices = values["funding"], values["voices"]
    frequency = values["frequency"]
    return Show(
        title=values["title"],
        description=values["description"],
        language=values["language"],
        address=values["address"].rstrip("/") + "/",
        guid=values["guid"],
        author=values["author"],
        email=values["email"],
        category=values["category"],
        stages=tuple(
            Stage(stage["id"], stage["name"], stage["introduction"], stage["country"], stage["geo"])
            for stage in values["stages"]
        ),
        cast=cast.build(values["cast"]) if values["cast"] else Cast(),
        sound=sound.build(values["sound"]) if values["sound"] else Sound(),
        explicit=values["explicit"],
        artwork=values["artwork"],
        licence=values["licence"],
        help_text=values["help"],
        online_voices=bool(voices and voices["online"]),
        furniture=tuple((rule["rule"], rule["says"]) for rule in values["furniture"]),
        funding=(funding["address"], funding["text"]) if funding else None,
        artwork_alt=values["artwork_alt"],
        precision=values["precision"],
        frequency=frequency["text"] if frequency else "",
        frequency_rule=frequency["rule"] if frequency else "",
        complete=values["complete"],
        block=values["block"],
        feed_length=values["feed_length"],
        editions=values["editions"],
        store=values["store"],
    )


def _report_stages_twice(values: Values, said: Report) -> None:
    first: dict[str, Values] = {}
    for stage in values.written("stages") or ():
        name = stage.written("id")
        if name and (other := first.setdefault(name.casefold(), stage)) is not stage:
            mark = stage.marks["id"]
            what = f"the stage {quoted(name)} is here twice; the first is "
            said.add(mark, what + str(said.place(other.marks["id"])), "give it another id")
