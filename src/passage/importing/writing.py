"""Scripts, manifests and a show as the text of the files that a producer edits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from passage.importing import markdown
from passage.importing.scalars import comment, scalar
from passage.model import Consent, Manifest, Script, Show

AUTHOR = "The producers of this show"
EMAIL = "owner@example.org"
"""Stand-ins that a producer has to replace; example.org is reserved for such use (RFC 2606)."""


def script(made: Script, because: str) -> str:
    """A file of ``scripts/``: front matter, then the body in Markdown.

    `because` says who consented, and how; it is kept in the file.
    """
    fields = (
        ("title", made.title),
        ("kind", made.kind.value),
        ("stage", made.stage),
        ("place", made.place),
        ("narrator", made.narrator),
        ("role", made.narrator_role),
        ("language", made.language),
        ("source", made.source),
        ("consent", made.consent.value),
        ("because", because if made.consent is not Consent.PENDING else ""),
    )
    lines = [f"{key}: {scalar(value)}" for key, value in fields if value]
    return "\n".join(["---", *lines, "---", "", markdown.text(made.body)])


def manifest(made: Manifest) -> str:
    """A file of ``episodes/``."""
    lines = [f"guid: {made.guid}", f"number: {made.number}"]
    if made.season:
        lines.append(f"season: {scalar(made.season)}")
    lines += [f"kind: {made.kind.value}", f"title: {scalar(made.title)}"]
    if made.summary:
        lines.append(f"summary: {scalar(made.summary)}")
    lines.append(f"published: {made.published.isoformat(timespec='seconds')}")
    lines.append("scripts:")
    lines += [f"  - {scalar(each)}" for each in made.scripts]
    return "\n".join(lines) + "\n"


def show(made: Show, narrators: Sequence[str]) -> str:
    """A ``passage.yml`` for a show that begins; what only a producer knows is marked."""
    return "\n".join([*_about(made), *_stages(made), *_cast(made, narrators)]) + "\n"


def _about(made: Show) -> Iterator[str]:
    yield f"title: {scalar(made.title)}"
    yield f"description: {scalar(made.description)}"
    yield f"language: {scalar(made.language)}"
    yield "# Edit these three: where the show will stand, who makes it, and who answers for it."
    yield f"address: {made.address}"
    yield f"author: {scalar(made.author)}"
    yield f"email: {made.email}"
    yield "# Minted once for this show. It never changes, also when the address does."
    yield f"guid: {made.guid}"
    yield "category:"
    yield from (f"  - {scalar(each)}" for each in made.category)
    yield f"explicit: {str(made.explicit).lower()}"


def _stages(made: Show) -> Iterator[str]:
    yield "# The stages of the journey, in order. An introduction is said by the host."
    yield "stages:"
    for stage in made.stages:
        yield f"  - id: {scalar(stage.id)}"
        yield f"    name: {scalar(stage.name)}"


def _cast(made: Show, narrators: Iterable[str]) -> Iterator[str]:
    if made.cast.quoted:
        yield "# Who asks in an interview has this voice."
        yield f"cast:\n  quoted: {{voice: {scalar(made.cast.quoted.name)}}}"
    yield "# Voices are given out unless they are chosen, for example so:"
    yield "# cast:"
    yield "#   host: {name: Ruth, voice: en-gb}"
    yield "#   narrators:"
    example = next(iter(narrators), "Name")
    yield f"#     {comment(example)}: {{voice: en-us+m3}}"
