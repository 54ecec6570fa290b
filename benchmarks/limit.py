"""The limit: the bare eSpeak library and one ffmpeg in each of N processes, and nothing else.

The same sentences, pauses, filters and encoder settings as a build; no cache, no segments, no
tags, no chapters, no feed, no loudness that is right. Usage: python -m benchmarks.limit DIR N
"""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from pathlib import Path
from typing import IO, cast

from passage.mixing import encoder, mastering
from passage.model import Sound, Utterance
from passage.narrating import episode
from passage.reading import folder as show_folder
from passage.voicing import espeak, espeak_voices, libespeak


def main(folder: Path, processes: int) -> None:
    """Speak and encode everything that the show says."""
    library = show_folder.read(folder)
    drafts = [episode.draft(library, manifest) for manifest in library.manifests]
    said = [u for d in drafts if d for s in d.segments for u in s.utterances]
    share = -(-len(said) // processes)
    parts = [said[first : first + share] for first in range(0, len(said), share)]
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=_speak, args=(part,)) for part in parts]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def _speak(said: list[Utterance]) -> None:
    names = [espeak_voices.named(u.voice.name, u.language) for u in said]
    chain = ",".join(mastering.chain(Sound(), 4.5, mastering.MAKEUP))
    source = ["-f", "s16le", "-ar", "22050", "-ac", "1", "-i", "pipe:0"]
    command = [encoder.program(), "-loglevel", "error", *source, "-af", chain, *mastering.MP3]
    with (
        libespeak.Library() as library,
        subprocess.Popen([*command, "pipe:1"], stdin=-1, stdout=subprocess.DEVNULL) as ffmpeg,
        cast(IO[bytes], ffmpeg.stdin) as pipe,
    ):
        for utterance, name in zip(said, names, strict=True):
            library.choose(name)
            for phrase in utterance.phrases:
                rate = espeak.WORDS_A_MINUTE * utterance.voice.speed // 100
                pitch = espeak.PITCH
                heard = library.synthesize(phrase.spoken, words_a_minute=rate, pitch=pitch)
                pipe.write(heard.samples)
            pipe.write(bytes(2 * 22050 * utterance.pause // 1000))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
