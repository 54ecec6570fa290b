"""An invented show with everything that its pages have to carry: languages, quotes, notes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

FILES = {
    "passage.yml": """\
title: Invented Ways
description: People who never were tell of a river that is on no map.
language: en
address: https://example.org/roads/
guid: 7f1c4d2e-3c36-5a8e-9d53-0f6f5a0f9a22
author: Nobody
email: nobody@example.org
category: [Society & Culture, Documentary]
help: Be kind to those who arrive.
licence: CC-BY-4.0
stages:
  - id: home
    name: Home
    introduction: It begins where everybody knows everybody.
  - id: road
    name: The Road
    introduction: It goes on for longer than anyone had thought.
cast:
  host: {name: Ada, voice: en-gb}
  narrators:
    Bo: {voice: en-us}
    Cy: {voice: en-gb-scotland}
""",
    "scripts/leaving.md": """\
---
title: Leaving
stage: home
place: Lower Town
narrator: Bo
role: left in 1999
content_notes: [war, separation from family]
source: An invented book
consent: granted
because: Invented.
---
We left on a Monday. Nobody saw us go, and nobody was meant to. My sister, in Korean
[언니]{lang=ko}, carried the lamp.

> Come back soon, said the baker.

We said that we would. "I knew it was a lie," and so did the baker.
""",
    "scripts/river.md": """\
---
title: The River
stage: home
place: The Ford
narrator: Cy
role: arrived in 2003
content_notes: [drowning]
source: An invented letter
consent: granted
because: Invented.
---
The water was higher than anyone had told us. We held on to a rope, and to each other.

A man on the far side called [eoseo oseyo]{lang=ko-Latn} to us. [어서 오세요. 조심하세요.]{lang=ko}
I did not know the words, and I have never forgotten them.
""",
    "scripts/walking.md": """\
---
title: Walking
stage: road
place: The Hills
narrator: Cy
role: arrived in 2003
content_notes: [war]
source: An invented letter
consent: granted
because: Invented.
---
We walked. Then we walked again.
""",
    "scripts/lexicon.pls": """\
<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" alphabet="ipa" xml:lang="en"
         xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">
  <lexeme><grapheme>Lower Town</grapheme><phoneme>ˈləʊə taʊn</phoneme></lexeme>
</lexicon>
""",
    "scripts/lexicon-ko.pls": """\
<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" alphabet="ipa" xml:lang="ko"
         xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">
  <lexeme><grapheme>언니</grapheme><phoneme>ʌnni</phoneme></lexeme>
</lexicon>
""",
    "episodes/one.yml": """\
guid: 00000000-0000-4000-8000-000000000011
number: 1
season: home
title: The First Part
summary: What happened at the river.
published: 2026-03-01T09:00:00+00:00
scripts: [leaving, river]
""",
    "episodes/two.yml": """\
guid: 00000000-0000-4000-8000-000000000012
number: 2
season: road
title: The Second Part
summary: What happened then.
published: 2026-03-02T09:00:00+00:00
scripts: [walking]
""",
}


def write(folder: Path, files: Mapping[str, str] = FILES) -> Path:
    """Write a show's files into `folder`."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder
