"""What the command line says of an import: what pages became, and what became of every line."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping

from passage.importing import Change, account
from passage.model import Consent
from passage.pipeline.adopting import Adopted

_LONGEST = 200
"""Characters of an unplaced line that are shown."""


def adopted(done: Adopted, again: str) -> Iterator[str]:
    """What pages became, what became of their lines, and what to type next.

    `again` is the command that imports the same pages again.
    """
    for script in done.made.scripts:
        about = ", ".join(filter(None, (script.narrator, script.narrator_role, script.place)))
        yield f"{script.kind}: {script.title}" + (f" ({about})" if about else "")
    for episode in done.made.manifests:
        yield f"episode {episode.number}: {episode.title} ({', '.join(episode.scripts)})"
    yield from _lines(done)
    yield from _files(done)
    for name, stage in done.made.elsewhere:
        why = f'the show has no stage "{stage}"' if stage else "the page names no stage for it"
        yield f"elsewhere: {name}: {why}"
    for stage in dict.fromkeys(stage for _, stage in done.made.elsewhere if stage):
        yield f"To have it, add to the stages in passage.yml: - {{id: …, name: {stage}}}"
    for path in done.removed:
        yield f"no longer on the page, and kept: {path}"
    yield from _next(done, again)


def adopted_json(done: Adopted) -> Mapping[str, object]:
    """The same for programs."""
    return {
        "scripts": [
            {
                "id": script.id,
                "kind": script.kind,
                "title": script.title,
                "stage": script.stage,
                "place": script.place,
                "narrator": script.narrator,
                "role": script.narrator_role,
            }
            for script in done.made.scripts
        ],
        "episodes": [manifest.id for manifest in done.made.manifests],
        "consent": done.consent,
        "lines": done.made.account.sums,
        "unplaced": [
            {"source": sheet.name, "line": line.number}
            for sheet in done.made.account.sheets
            for line in sheet.unplaced
        ],
        "elsewhere": [name for name, _ in done.made.elsewhere],
        "removed": done.removed,
        "dry_run": done.is_dry,
        "changes": [{"path": each.path, "change": each.change} for each in done.changes],
        "written": [path.as_posix() for path in done.written],
    }


def _lines(done: Adopted) -> Iterator[str]:
    sums = done.made.account.sums
    yield f"lines: {', '.join(f'{number} {fate}' for fate, number in sums.items() if number)}"
    for sheet in done.made.account.sheets:
        for line in sheet.unplaced:
            for words in account.unplaced(line):
                seen = " ".join(words.split())
                cut = f"{seen[:_LONGEST]} …" if len(seen) > _LONGEST else seen
                yield f"unplaced: {sheet.name}:{line.number}: {cut}"


def _files(done: Adopted) -> Iterator[str]:
    for each in done.changes:
        what = "written" if each.change is Change.ACCOUNT else each.change
        yield f"{f'would be {what}' if done.is_dry else what}: {done.folder / each.path}"


def _next(done: Adopted, again: str) -> Iterator[str]:
    build = f"passage build -C {shlex.quote(str(done.folder))}"
    if done.is_dry:
        yield f"Nothing was written. To make it: {again}"
    elif done.consent is Consent.GRANTED:
        yield f"To build it: {build}"
    else:
        yield "Consent is pending: a build makes drafts, and publishes nothing of this."
        yield f"To hear it: {build}"
        yield f'When all agreed: {again} --consent granted --because "TEXT"'
