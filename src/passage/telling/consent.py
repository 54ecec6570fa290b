"""Consent: who agreed to be published, what was withdrawn, and the proof that it is gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from passage.model import Consent, Script
from passage.pipeline.consent.consenting import Chosen
from passage.pipeline.consent.proving import Left, Proof
from passage.pipeline.consent.withdrawing import Withdrawn
from passage.publishing import words

Json = Mapping[str, object]

_MOST = 5
"""Made files that are named for one thing that was found; more are counted."""


def status(scripts: Sequence[Script]) -> Iterator[str]:
    """Who decided what, when and why; those who were not asked yet come first."""
    for script in scripts:
        who = script.narrator or "somebody without a name"
        when = f" on {script.decided.isoformat()}" if script.decided else ""
        yield f"{script.consent}{when}: {script.path}, {who}, {script.title}"
        if script.because:
            yield f"  because: {' '.join(script.because.split())}"
        elif script.consent is not Consent.PENDING:
            yield "  because: nothing is written there"
    counts = ((kind, sum(s.consent is kind for s in scripts)) for kind in Consent)
    told = ", ".join(f"{count} {kind}" for kind, count in counts)
    yield f"{words.count(len(scripts), 'script')}: {told}."


def status_json(scripts: Sequence[Script]) -> Json:
    """The same for programs."""
    return {"scripts": [_script_json(script) for script in scripts]}


def _script_json(script: Script) -> Json:
    return {
        "id": script.id,
        "path": script.path,
        "narrator": script.narrator,
        "title": script.title,
        "consent": script.consent,
        "decided": script.decided.isoformat() if script.decided else None,
        "because": script.because,
    }


def chosen(found: Chosen) -> Iterator[str]:
    """Which scripts a name stands for, before anything is done with them."""
    for name in found.narrators:
        paths = [script.path for script in found.scripts if script.narrator == name]
        yield f"{name} tells {words.count(len(paths), 'script')}: {', '.join(paths)}"


def granted(scripts: Sequence[Script], written: Sequence[str], command: str) -> Iterator[str]:
    """What was written down, and what makes it heard."""
    for script in scripts:
        news = "granted" if script.path in written else "granted already, as it stands there"
        yield f"{news}: {script.path}, was {script.consent}"
    yield f"To publish what was granted: {command}"


def granted_json(scripts: Sequence[Script], written: Sequence[str]) -> Json:
    """The same for programs."""
    return {"scripts": [script.path for script in scripts], "written": list(written)}


# ---- a withdrawal ------------------------------------------------------------------------


def withdrawn(done: Withdrawn) -> Iterator[str]:
    """What was withdrawn, the proof that it is gone, and what only the producer can do."""
    for script in done.scripts:
        news = "withdrawn" if script.path in done.written else "withdrawn already"
        was = f" (was {script.consent})" if script.path in done.written else ""
        yield f"{news}: {script.path}{was}"
    if done.outcome:
        yield from (f"no longer published: {gone.manifest.title}" for gone in done.outcome.removed)
        made = words.count(done.outcome.rendered, "segment")
        yield f"What is left was made again: {made} rendered, {done.outcome.reused} reused."
    yield from _proof(done.proof)
    if done.unreached:
        yield f"not certain: the store {done.unreached} may still have their sound,"
        yield "  for it was not cleared. When it answers, type this command again."
    yield from _stays(done.scripts, done.proof.yours)


def withdrawn_json(done: Withdrawn) -> Json:
    """The same for programs."""
    proof = done.proof
    return {
        "scripts": [script.path for script in done.scripts],
        "written": list(done.written),
        "removed": [e.manifest.id for e in done.outcome.removed] if done.outcome else [],
        "searched": dict(proof.searched.kinds),
        "files": proof.searched.files,
        "sentences": len(proof.theirs.sentences),
        "too_short": proof.theirs.short,
        "names": [{"what": what, "text": text} for what, text in proof.theirs.names],
        "shared": [
            {"what": each.what, "text": each.text, "place": str(each.place)}
            for each in proof.theirs.shared
        ],
        "clips": proof.clips,
        "found": [_left_json(left) for left in proof.left],
        "clips_found": proof.clips_left,
        "episodes_found": list(proof.episodes_left),
        "yours": list(proof.yours),
        "store_unreached": done.unreached or None,
        "gone": proof.holds and not done.unreached,
        "error": str(done.failure) if done.failure else None,
    }


def _proof(proof: Proof) -> Iterator[str]:
    looked, searched = proof.theirs, proof.searched
    kinds = ", ".join(f"{count} {kind}" for kind, count in searched.kinds)
    yield f"Searched {words.count(searched.files, 'made file')}: {kinds or 'there are none'}."
    yield (
        f"Looked for {words.count(len(looked.sentences), 'sentence')}, "
        f"{words.count(len(looked.names), 'name or title', 'names and titles')} and "
        f"{words.count(proof.clips, 'piece')} of sound."
    )
    if looked.short:
        few = words.count(looked.short, "sentence")
        yield f"{few} so short that anyone may say them were not looked for by themselves."
    for each in looked.shared:
        yield f'{each.what} is said elsewhere too, and stays there: {each.place}: "{each.text}"'
    for left in proof.left:
        yield from _left(left)
    for path in proof.episodes_left:
        yield f"found: {path} still has it in its sound; to make it again: passage build"
    if proof.clips_left:
        pieces = words.count(proof.clips_left, "piece")
        yield f"found: {pieces} of sound in the cache; to drop it: passage clean --all"
    yield f"Found: {len(proof.left) + proof.clips_left + len(proof.episodes_left)}."


def _left(left: Left) -> Iterator[str]:
    yield f'found: {left.what}, "{left.text}"'
    for path in left.files[:_MOST]:
        yield f"  in {path}"
    if len(left.files) > _MOST:
        yield f"  and in {len(left.files) - _MOST} more"
    for place in left.written:
        todo = "edit that line" if place.line else "rename it, for its name says so"
        yield f"  written in {place}: {todo}, then type: passage build"
    if not left.written:
        yield "  nothing that people wrote says it; what Passage did not make there, delete;"
        yield "  to make all else again: passage clean --all"


def _left_json(left: Left) -> Json:
    return {
        "what": left.what,
        "text": left.text,
        "files": list(left.files),
        "written": [str(place) for place in left.written],
    }


def _stays(scripts: Iterable[Script], others: Sequence[str]) -> Iterator[str]:
    """What Passage does not touch: the producer's own copy, its history, and other machines."""
    for script in scripts:
        yield f"The words themselves are still with you, in {script.path}. Passage reads nothing of"
        yield "  it aloud. To delete it, take it out of the scripts of its episodes, then the file."
    for path in others:
        yield f"Something of it stands in {path}, too: edit or delete it."
    yield "If the folder is kept in git, its history still has the words: ask whoever keeps it."
    yield "What was uploaded is still there until you type: passage publish, then passage verify"


def failure(done: Withdrawn, folder: Path) -> Iterator[str]:
    """Why something is still to do."""
    if done.failure:
        yield f"what was withdrawn is out, but what is left could not be made again in {folder}:"
        yield str(done.failure)
