"""The podcast namespace: rules that its grammar cannot say."""

from __future__ import annotations

from collections.abc import Iterator

from passage.licences import LICENCES
from passage.validating import values, vocabulary
from passage.validating.document import Node
from passage.validating.finding import Level
from passage.validating.grammar import NAMESPACE, SHOWN
from passage.validating.table import Fault


@NAMESPACE.rule(
    "guid-version",
    Level.WARNING,
    "guid.md",
    "the show's guid is a UUIDv5 of the feed's address",
    "podcast:guid",
)
def _guid_version(node: Node) -> Iterator[Fault]:
    if not values.guid(node.value) and node.value[14] != "5":
        told = f"the show's guid is a UUIDv{node.value[14]}, not the UUIDv5 of its first address"
        yield Fault(node, told, "make it anew only if no one subscribed yet")


@NAMESPACE.rule(
    "license-known",
    Level.ERROR,
    "license.md",
    "a licence is a slug of the list, or has an address",
    "podcast:license",
)
def _licence(node: Node) -> Iterator[Fault]:
    if node.value.lower() not in LICENCES and not node.attributes.get("url"):
        near = values.nearest(node.value, LICENCES)
        told = f'the licence "{node.value[:SHOWN]}" is not known, and has no url'
        yield Fault(node, told, f'add url="…"; {near}')


@NAMESPACE.rule(
    "license-case",
    Level.WARNING,
    "license.md",
    "a known licence is written in small letters",
    "podcast:license",
)
def _licence_case(node: Node) -> Iterator[Fault]:
    slug = node.value.lower()
    if slug in LICENCES and slug != node.value:
        yield Fault(node, f'the licence "{node.value}" has capitals', f"write {slug}")


@NAMESPACE.rule(
    "person-in-group", Level.WARNING, "person.md", "a role is one of its group", "podcast:person"
)
def _person(node: Node) -> Iterator[Fault]:
    group = node.attributes.get("group", "cast").lower()
    role = node.attributes.get("role", "host").lower()
    roles = vocabulary.ROLES.get(group)
    if roles and role in vocabulary.ALL_ROLES and role not in roles:
        groups = [name for name, inside in vocabulary.ROLES.items() if role in inside]
        yield Fault(node, f'the group "{group}" has no role "{role}"', f'write group="{groups[0]}"')


@NAMESPACE.rule(
    "transcript-twice",
    Level.WARNING,
    "transcript.md",
    "each format and language is there once",
    "item",
)
def _transcripts(item: Node) -> Iterator[Fault]:
    seen = set()
    for node in item.all("podcast:transcript"):
        key = tuple(node.attributes.get(name, "") for name in ("type", "language", "rel"))
        if key in seen:
            yield Fault(node, f"a second transcript of type {key[0]}", "keep one, or say language")
        seen.add(key)


@NAMESPACE.rule(
    "soundbite-bounds", Level.ERROR, "soundbite.md", "a soundbite lies inside the episode", "item"
)
def _soundbites(item: Node) -> Iterator[Fault]:
    total = item.say("itunes:duration")
    for node in item.all("podcast:soundbite"):
        start, length = (node.attributes.get(name, "") for name in ("startTime", "duration"))
        if any(values.seconds(text) for text in (start, length)):
            continue
        end = float(start) + float(length)
        if float(length) == 0:
            yield Fault(node, "the soundbite has no length", "give 15 to 120 seconds")
        elif not values.count(total) and end > int(total) + 1:
            told = f"the soundbite ends at {end:g} s, the episode at {total} s"
            yield Fault(node, told, "let it end before")


@NAMESPACE.rule(
    "soundbite-length",
    Level.NOTE,
    "soundbite.md",
    "a soundbite has 15 to 120 seconds",
    "podcast:soundbite",
)
def _soundbite_length(node: Node) -> Iterator[Fault]:
    length = node.attributes.get("duration", "")
    if not values.seconds(length) and not 15 <= float(length) <= 120:  # noqa: PLR2004 - the page's figures
        yield Fault(node, f"the soundbite has {length} s", "15 to 120 seconds are recommended")


@NAMESPACE.rule(
    "alternate-source",
    Level.ERROR,
    "alternate-enclosure.md",
    "another edition says where it lies",
    "podcast:alternateEnclosure",
)
def _alternate_source(node: Node) -> Iterator[Fault]:
    if not node.all("podcast:source"):
        yield Fault(
            node,
            "<podcast:alternateEnclosure> has no <podcast:source>",
            'add <podcast:source uri="…"/>',
        )


@NAMESPACE.rule(
    "alternate-default",
    Level.ERROR,
    "alternate-enclosure.md",
    "the default edition is the main enclosure",
    "item",
)
def _alternate_default(item: Node) -> Iterator[Fault]:
    main = {node.attributes.get("url", "") for node in item.all("enclosure")}
    for node in item.all("podcast:alternateEnclosure"):
        if node.attributes.get("default") == "true":
            uris = {source.attributes.get("uri", "") for source in node.all("podcast:source")}
            if uris and main.isdisjoint(uris):
                told = 'default="true", but no source is the main enclosure'
                yield Fault(node, told, "name the enclosure's file among its sources")


@NAMESPACE.rule(
    "integrity-hash",
    Level.ERROR,
    "integrity.md",
    "a hash is one of Subresource Integrity",
    "podcast:integrity",
)
def _integrity(node: Node) -> Iterator[Fault]:
    if node.attributes.get("type") == "sri":
        wrong = values.integrity(node.attributes.get("value", ""))
        if wrong:
            yield Fault(node, f"the hash {wrong}", "hash the file again")


@NAMESPACE.rule(
    "update-start",
    Level.ERROR,
    "update-frequency.md",
    "a rule with COUNT says when it begins",
    "podcast:updateFrequency",
)
def _update_start(node: Node) -> Iterator[Fault]:
    if "COUNT=" in node.attributes.get("rrule", "") and "dtstart" not in node.attributes:
        yield Fault(node, "rrule has COUNT, and nothing says when it begins", 'add dtstart="…"')


@NAMESPACE.rule(
    "image-alt", Level.NOTE, "image.md", "a picture says what it shows", "podcast:image"
)
def _image_alt(node: Node) -> Iterator[Fault]:
    if not node.attributes.get("alt", "").strip():
        yield Fault(node, "the picture has no alt text", 'add alt="…" for who cannot see it')


@NAMESPACE.rule(
    "retired", Level.WARNING, "images.md", "<podcast:image> is used, not images", "podcast:images"
)
def _retired(node: Node) -> Iterator[Fault]:
    yield Fault(node, "<podcast:images> is deprecated", "write one <podcast:image> for each")


@NAMESPACE.rule(
    "remote-items",
    Level.ERROR,
    "remote-item.md",
    "a podroll recommends a feed, and a publisher is one",
    "podcast:podroll",
    "podcast:publisher",
)
def _remote_items(node: Node) -> Iterator[Fault]:
    found = node.all("podcast:remoteItem")
    if not found:
        yield Fault(node, f"<{node.name}> has no <podcast:remoteItem>", "add one")
    elif node.name == "podcast:publisher" and (
        len(found) > 1 or found[0].attributes.get("medium") != "publisher"
    ):
        told = "<podcast:publisher> has one <podcast:remoteItem>, of the medium publisher"
        yield Fault(node, told, 'write <podcast:remoteItem medium="publisher" …>')


@NAMESPACE.rule(
    "social-uri",
    Level.ERROR,
    "social-interact.md",
    "comments have an address, unless they are disabled",
    "podcast:socialInteract",
)
def _social(node: Node) -> Iterator[Fault]:
    if node.attributes.get("protocol") != "disabled" and not node.attributes.get("uri"):
        yield Fault(node, "<podcast:socialInteract> has no uri", 'add uri="…"')


@NAMESPACE.rule("txt-ai", Level.ERROR, "txt.md", "ai-content is true or false", "podcast:txt")
def _ai_content(node: Node) -> Iterator[Fault]:
    ai = node.attributes.get("purpose", "").lower() == "ai-content"
    if ai and node.value not in {"true", "false"}:
        yield Fault(node, f'ai-content says "{node.value[:SHOWN]}"', "write true or false")


@NAMESPACE.rule("season-name", Level.WARNING, "season.md", "a season has one name", "channel")
def _season_names(channel: Node) -> Iterator[Fault]:
    names: dict[str, str] = {}
    for item in channel.all("item"):
        for node in item.all("podcast:season"):
            name = node.attributes.get("name", "")
            known = names.setdefault(node.value, name)
            if known != name:
                told = f'season {node.value} is "{name}" here and "{known}" above'
                yield Fault(node, told, "name it alike everywhere")


@NAMESPACE.rule(
    "numbers-agree", Level.WARNING, "season.md", "Apple's numbers and the namespace's agree", "item"
)
def _numbers_agree(item: Node) -> Iterator[Fault]:
    for name in ("season", "episode"):
        ours, apples = item.find(f"podcast:{name}"), item.say(f"itunes:{name}")
        if ours and apples and ours.value != apples:
            told = f"the {name} is {ours.value} here and {apples} in <itunes:{name}>"
            yield Fault(ours, told, "write the same number")
