"""The obvious script: what one writes in an afternoon with the same libraries.

eSpeak for each sentence, ``segment = segment + next`` in pydub, one export for each episode, then
mutagen and feedgen. Usage: python -m benchmarks.obvious DIR OUT
"""

from __future__ import annotations

import sys
from pathlib import Path

from feedgen.feed import FeedGenerator
from mutagen.id3 import ID3, TIT2
from pydub import AudioSegment

from passage.mixing import encoder
from passage.narrating import episode
from passage.reading import folder as show_folder
from passage.voicing import espeak, espeak_voices, libespeak


def main(folder: Path, out: Path) -> None:
    """Make every episode of the show, each from the beginning."""
    out.mkdir(exist_ok=True)
    library = show_folder.read(folder)
    AudioSegment.converter = encoder.program()
    feed = FeedGenerator()
    feed.load_extension("podcast")
    feed.title(library.show.title)
    feed.link(href=library.show.address)
    feed.description(library.show.description)
    for manifest in library.manifests:
        draft = episode.draft(library, manifest)
        if draft is None:
            continue
        audio = AudioSegment.silent(duration=100, frame_rate=22050)
        for segment in draft.segments:
            for utterance in segment.utterances:
                name = espeak_voices.named(utterance.voice.name, utterance.language)
                with libespeak.Library() as voice:
                    voice.choose(name)
                    heard = voice.synthesize(
                        utterance.phrases[0].spoken,
                        words_a_minute=espeak.WORDS_A_MINUTE,
                        pitch=espeak.PITCH,
                    )
                audio = audio + AudioSegment(
                    heard.samples, sample_width=2, frame_rate=22050, channels=1
                )
                audio = audio + AudioSegment.silent(duration=utterance.pause, frame_rate=22050)
        path = out / f"{manifest.id}.mp3"
        audio.normalize().export(str(path), format="mp3", bitrate="96k")
        tag = ID3()  # type: ignore[no-untyped-call]
        tag.add(TIT2(encoding=3, text=manifest.title))  # type: ignore[no-untyped-call]
        tag.save(path)
        entry = feed.add_entry()
        entry.id(manifest.guid)
        entry.title(manifest.title)
        entry.published(manifest.published)
        entry.enclosure(path.name, str(path.stat().st_size), "audio/mpeg")
    feed.rss_file(str(out / "feed.xml"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
