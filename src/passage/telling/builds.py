"""Builds: what will be made and why, and what was made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from passage.keeping.shared import Trouble
from passage.model import Episode, Milliseconds
from passage.pipeline.building import News, Outcome, Unreached
from passage.pipeline.cleaning import Cleaned
from passage.pipeline.layout import Layout
from passage.pipeline.making import Result, Status
from passage.pipeline.planning import Fate, Plan, PlannedEpisode, PlannedSegment
from passage.pipeline.speech import Sending
from passage.publishing import words
from passage.telling import stores

if TYPE_CHECKING:
    # Only types here: these load what a build does not need.
    from passage.pipeline.saying import Said

Json = Mapping[str, object]


def progress(step: News) -> str:
    """One finished segment: how many, what, and how long the rest takes; or what goes online."""
    if isinstance(step, Sending):
        return sending(step)
    if isinstance(step, Trouble | Unreached):
        return stores.trouble(step)
    left = words.duration(Milliseconds(round(step.seconds_left) * 1000))
    maker = f", made by {step.worker}" if step.worker else ""
    return (
        f"segment {step.done} of {step.total}, {step.percent} %, about {left} left: "
        f"{step.segment.title}, {words.duration(step.duration)}{maker}"
    )


def sending(step: Sending) -> str:
    """What leaves this machine, before it does; then how much of it has been answered."""
    if step.done:
        return (
            f"{step.done} of {words.count(step.sentences, 'sentence')} came from Google Translate"
        )
    requests = words.count(step.requests, "request")
    goes = "goes" if step.sentences == 1 else "go"
    return f"{words.count(step.sentences, 'sentence')} {goes} to Google Translate, in {requests}"


def waiting(holder: str) -> str:
    """Another build is at work in the same folder."""
    return f"waiting for another build here: {holder}"


# ---- what will be done -------------------------------------------------------------------


def plan(planned: Plan, cache_size: int, online: Sending, command: str) -> Iterator[str]:
    """What the next build will do, and why; `cache_size` in bytes, `command` to type for it."""
    for episode in planned.episodes:
        yield from _planned_episode(episode)
    total, making = len(tuple(planned.segments)), len(planned.jobs)
    hits = sum(not segment.reasons for segment in planned.segments)
    segments, cache = words.count(total, "segment"), words.size(cache_size)
    yield f"The cache: {cache}, {hits} of {segments} in it."
    changing = sum(episode.fate is not Fate.KEPT for episode in planned.episodes)
    if online.sentences:
        yield f"Online: {sending(online)}."
    if changing:
        yield (
            f"The next build makes {making} of {segments} and writes "
            f"{words.count(changing, 'episode')}, in about {words.duration(planned.estimate)}."
        )
        yield f"To do it: {command}"
    else:
        yield f"Nothing to do: {segments} kept."


def plan_json(planned: Plan, cache_size: int, online: Sending) -> Json:
    """The same for programs."""
    return {
        "episodes": [
            {
                "id": episode.manifest.id,
                "title": episode.manifest.title,
                "fate": episode.fate,
                "published": episode.published,
                "reasons": episode.reasons,
                "segments": [_planned_segment_json(segment) for segment in episode.segments],
            }
            for episode in planned.episodes
        ],
        "to_render": len(planned.jobs),
        "hits": sum(not segment.reasons for segment in planned.segments),
        "cache_bytes": cache_size,
        "sentences_to_send": online.sentences,
        "requests": online.requests,
        "estimate_ms": planned.estimate,
    }


def _planned_segment_json(planned: PlannedSegment) -> Json:
    return {
        "title": planned.segment.title,
        "role": planned.segment.role,
        "script": planned.segment.script,
        "key": planned.recipe.key,
        "fate": Fate.MADE if planned.reasons else Fate.KEPT,
        "reasons": planned.reasons,
    }


def _planned_episode(episode: PlannedEpisode) -> Iterator[str]:
    title = episode.manifest.title
    if episode.fate is Fate.KEPT:
        yield f"kept: {title}, {words.count(len(episode.segments), 'segment')}"
    elif episode.fate is Fate.WITHDRAWN:
        yield f"left out: {title}, nobody in it agreed to be heard"
    else:
        making = [segment for segment in episode.segments if segment.reasons]
        why = f" because of: {', '.join(episode.reasons)}" if episode.reasons else ""
        yield (
            f"to make: {title}, {len(making)} of {words.count(len(episode.segments), 'segment')} "
            f"to render{why}"
        )
        for segment in making:
            yield f"  to render: {segment.segment.title}, {words.why(segment.reasons)}"
    if episode.draft and episode.draft.awaiting:
        yield f"  a draft, not published: {_awaiting(episode)}"


def deleted(scripts: Sequence[str], command: str) -> Iterator[str]:
    """Scripts that are gone, of which the cache still has something; `command` drops that."""
    if scripts:
        named = f"{words.count(len(scripts), 'script')}: {', '.join(scripts)}"
        yield f"The cache still has sound and words of {named}."
        yield f"  What is deleted stays there until you type: {command}"


def said(heard: Said, file: Path | None) -> Iterator[str]:
    """What was said: its sentences, numbered, and where it lies."""
    for number, sentence in heard.sentences:
        yield f"{number}. {sentence}"
    if file:
        yield f"written: {file}"


def said_json(heard: Said, file: Path | None) -> Json:
    """The same for programs."""
    sentences = [{"number": number, "text": text} for number, text in heard.sentences]
    return {"sentences": sentences, "file": file.as_posix() if file else None}


def cleaned(done: Cleaned) -> Iterator[str]:
    """What was removed from the cache."""
    entries = words.count(done.removed, "cache entry", "cache entries")
    yield f"removed: {entries}, {words.size(done.freed)}; {done.left} left."


def cleaned_json(done: Cleaned) -> Json:
    """The same for programs."""
    return {"removed": done.removed, "freed_bytes": done.freed, "left": done.left}


# ---- what was done -----------------------------------------------------------------------


def outcome(done: Outcome, layout: Layout, build: str, serve: str) -> Iterator[str]:
    """What a build did, and what to type next: `build` and `serve` as they are typed here."""
    for path in done.minted:
        yield f"{path}: a guid was written into it, once and for all"
    for result in done.results:
        yield from _result(result, layout)
    if done.names_damaged:
        yield "audio_out/names.json was damaged: former addresses that only it knew are forgotten"
    for gone in done.removed:
        yield f"no longer published: {gone.manifest.title}"
    yield f"{words.count(done.rendered, 'segment')} rendered, {done.reused} reused."
    news = "written" if done.feed_changed else "unchanged"
    yield f"The feed: {layout.shown(done.feed)}, {words.count(done.published, 'episode')}, {news}."
    yield from _beside(done, layout)
    if done.failed:
        return
    if not done.feed_changed and all(r.status is Status.KEPT for r in done.results):
        yield "Nothing changed."
    yield f"Next: {serve}, to hear and read it here"
    yield f"Or change a sentence in scripts/, then type: {build}"


def _beside(done: Outcome, layout: Layout) -> Iterator[str]:
    """Where to read what was made."""
    if done.home:
        yield f"The pages: {layout.shown(done.home)}."
    for book in done.books:
        which = "The book" if book.narrated else "The book as text"
        yield f"{which}: {book.path}, {words.size(book.size)}."


def outcome_json(done: Outcome, layout: Layout) -> Json:
    """The same for programs."""
    return {
        "rendered": done.rendered,
        "reused": done.reused,
        "feed": layout.shown(done.feed),
        "feed_changed": done.feed_changed,
        "published": done.published,
        "pages": layout.shown(done.home) if done.home else None,
        "books": [
            {"file": book.path, "bytes": book.size, "narrated": book.narrated}
            for book in done.books
        ],
        "removed": [gone.manifest.id for gone in done.removed],
        "episodes": [_result_json(result, layout) for result in done.results],
        "missing": [str(failure) for failure in done.missing],
        "deleted_scripts": list(done.deleted),
    }


def _result(result: Result, layout: Layout) -> Iterator[str]:
    title = result.planned.manifest.title
    if result.status is Status.WITHDRAWN:
        yield f"left out: {title}, nobody in it agreed to be heard"
    elif result.episode is None:
        yield f"failed: {title}"
    else:
        what = {Status.MADE: "made", Status.KEPT: "unchanged"}.get(
            result.status, "failed, the last version stays"
        )
        path = layout.shown(_path(result, result.episode, layout))
        yield f"{what}: {title}, {words.duration(result.episode.duration)}, {path}"
    draft = result.planned.draft
    if draft and draft.awaiting:
        yield f"  a draft, not published: {_awaiting(result.planned)}"


def _result_json(result: Result, layout: Layout) -> Json:
    manifest, episode = result.planned.manifest, result.episode
    told: dict[str, object] = {
        "id": manifest.id,
        "guid": manifest.guid,
        "title": manifest.title,
        "status": result.status,
        "published": result.planned.published,
        "rendered": sum(bool(segment.reasons) for segment in result.planned.segments),
        "reused": sum(not segment.reasons for segment in result.planned.segments),
        "errors": [str(failure) for failure in result.failures],
    }
    if episode:
        told |= {
            "file": layout.shown(_path(result, episode, layout)),
            "bytes": episode.size,
            "duration_ms": episode.duration,
        }
    return told


def _path(result: Result, episode: Episode, layout: Layout) -> Path:
    return layout.episodes(published=result.planned.published) / episode.file


def _awaiting(episode: PlannedEpisode) -> str:
    waiting = episode.draft.awaiting if episode.draft else ()
    return f"consent is pending for {', '.join(waiting)}"


def failures(done: Outcome) -> Iterable[str]:
    """What failed, each reason once."""
    return tuple(dict.fromkeys(map(str, done.failures)))
