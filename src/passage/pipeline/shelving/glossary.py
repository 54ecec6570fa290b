"""How the words of the lexicon sound: each said once by the host's voice for its language."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from passage import fingerprint, voicing
from passage.errors import PassageError
from passage.keeping import files
from passage.keeping.store import Store
from passage.mixing import clips, stitching
from passage.model import (
    Cue,
    Lexeme,
    Library,
    Milliseconds,
    Role,
    Run,
    Segment,
    Utterance,
    Voice,
)
from passage.narrating import casting, lexicon
from passage.narrating.phrases import Phrases
from passage.pipeline import recipes, rendering, speech, voices
from passage.pipeline.layout import Layout
from passage.pipeline.recipes import Job
from passage.publishing.site import slugs
from passage.publishing.site.values import Sound

FOLDER = "glossary"
"""In ``feed/``."""

_PAUSE = Milliseconds(150)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the lexicon, and the clip in which it is said."""

    lexeme: Lexeme
    segment: Segment
    key: str


def entries(cues: Sequence[Cue]) -> set[str]:
    """The spellings of the lexicon's words that are heard."""
    return {phrase.entry for cue in cues for phrase in cue.phrases if phrase.entry}


def heard(library: Library, spellings: Collection[str]) -> tuple[Lexeme, ...]:
    """The entries of the lexicon that are heard in what is published, by any of their spellings.

    A word that only somebody says who is not published stands on no page.
    """
    return tuple(
        each
        for each in library.lexicon
        if any(grapheme in spellings for grapheme in each.graphemes)
    )


def keys(layout: Layout, library: Library, spellings: Collection[str]) -> set[str]:
    """The names in the store of all that the glossary is made of."""
    found = set[str]()
    for word in _words(layout, library, heard(library, spellings)):
        found.add(word.key)
        main = recipes.main_voice(word.segment)
        found.add(recipes.makeup_key(*main, library.show.sound))
        found |= set(speech.keys([word.segment]))
    return found


def publish(
    layout: Layout, library: Library, spellings: Collection[str], *, render: bool
) -> tuple[Sound, ...]:
    """Write how words sound, and return it. A word that no voice here can say has no sound.

    Without `render` only what is kept is written. Raises DeliveryFailed.
    """
    store = Store(layout.cache)
    words = _words(layout, library, heard(library, spellings))
    missing = {word.key: word for word in words if store.get(word.key) is None}
    if render and missing:
        sound = library.show.sound
        jobs = [Job(key, word.segment, sound) for key, word in missing.items()]
        # What fails has no sound; the entry stands alone.
        rendering.render_all(jobs, store, 1, lambda _: None)
    return tuple(_written(layout, store, words))


def _written(layout: Layout, store: Store, words: Sequence[_Word]) -> Iterator[Sound]:
    for word in words:
        kept = store.get(word.key)
        if kept is None:
            continue
        clip = clips.load(kept)
        pieces = stitching.stitch(b"", clip.frame_count, len(clip.frames), [clip.frames])
        data = b"".join(pieces)
        name = f"{slugs.slug(word.lexeme.graphemes[0])}-{fingerprint.of_bytes(data)[:8]}.mp3"
        path = layout.feed / FOLDER / name
        files.write_if_changed(path, data)
        yield Sound(word.lexeme.graphemes[0], word.lexeme.language, layout.shown(path))


def _words(layout: Layout, library: Library, lexemes: Sequence[Lexeme]) -> tuple[_Word, ...]:
    """The words that a voice on this machine can say."""
    phrases = Phrases(library.show, library.lexicon)
    located = voices.located(library, layout.folder)
    found = {}
    for lexeme in lexemes:
        voice = _voice(located, lexeme.language)
        spoken = phrases.of([Run(lexeme.graphemes[0])], lexeme.language, voice.engine)
        utterance = Utterance(spoken, lexeme.language, voice, "", _PAUSE)
        segment = Segment(Role.NOTE, lexeme.graphemes[0], (utterance,))
        try:
            engine = voicing.engine(voice.engine)
            fault = engine.fault() or engine.voice_fault(voice, lexeme.language)
            if engine.online or fault:
                continue
            key = recipes.recipe(segment, library.show.sound).key
        except PassageError:
            continue
        found[lexeme.language, lexeme.graphemes[0]] = _Word(lexeme, segment, key)
    return tuple(found.values())


def _voice(library: Library, language: str) -> Voice:
    """The host's voice in the show's language; in another the cast's, or the engine's own."""
    show = library.show
    own = Lexeme((), language.partition("-")[0])
    if lexicon.applies(own, show.language):
        return show.cast.host
    return casting.for_language(show.cast, language) or Voice(show.cast.host.engine)
