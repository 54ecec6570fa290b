"""Publications: what subscribers will notice, what is sent, and what was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from passage.delivering.uploading import carrying
from passage.delivering.uploading.carrying import Done, Intent, News, Progress
from passage.delivering.uploading.plan import Copy, Remove, Send
from passage.publishing import words

_NEWS = {
    News.NEW: "new: {}",
    News.AUDIO: "changed, with other audio: {}",
    News.DETAILS: "changed, with other details: {}",
    News.BESIDE: "changed, with other files beside it: {}",
    News.GONE: "gone: {}",
}

_VERSIONS = (
    "The bucket keeps old versions of everything, what was withdrawn as well: delete them there."
)


def intent(planned: Intent) -> Iterator[str]:
    """What subscribers would notice, and how much would be sent."""
    yield from _changes(planned)
    if planned.steps:
        yield f"{_sums(planned, 'would be')}."
    yield "Nothing was sent." if planned.steps else _NOTHING


def done(told: Done) -> Iterator[str]:
    """What subscribers notice now, and how much was sent."""
    yield from _changes(told.intent)
    yield f"{_sums(told.intent, 'were')}." if told.intent.steps else _NOTHING
    if told.keeps_versions and _count(told.intent, Copy, Remove):
        yield _VERSIONS


_NOTHING = "Nothing to do: the target has everything as it is."


def intent_json(planned: Intent) -> Mapping[str, object]:
    """The same for programs."""
    return {
        "changes": [
            {"news": change.news, "guid": change.guid, "title": change.title}
            for change in planned.changes
        ],
        "sent": [carrying.path(step) for step in planned.steps if isinstance(step, Send)],
        "replaced": [carrying.path(step) for step in planned.steps if isinstance(step, Copy)],
        "removed": [carrying.path(step) for step in planned.steps if isinstance(step, Remove)],
        "bytes": planned.size,
        "files": planned.total,
    }


def done_json(told: Done) -> Mapping[str, object]:
    """The same for programs."""
    return {**intent_json(told.intent), "keeps_versions": told.keeps_versions}


def progress(step: Progress) -> Iterator[str]:
    """A line for each tenth of the work."""
    if step.done * 10 // step.total > (step.done - 1) * 10 // step.total:
        yield f"step {step.done} of {step.total}, {step.done * 100 // step.total} %: {step.path}"


def _changes(planned: Intent) -> Iterator[str]:
    for change in planned.changes:
        yield _NEWS[change.news].format(change.title)


def _sums(planned: Intent, verb: str) -> str:
    sent, copied, gone = (_count(planned, kind) for kind in (Send, Copy, Remove))
    told = f"{sent} of {words.count(planned.total, 'file')} {verb} sent"
    told += f", {copied} former {'name' if copied == 1 else 'names'} renewed" if copied else ""
    told += f", {gone} removed" if gone else ""
    return f"{told}: {words.size(planned.size)}"


def _count(planned: Intent, *kinds: type) -> int:
    return sum(isinstance(step, kinds) for step in planned.steps)
