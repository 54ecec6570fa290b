"""The invented show with everything that its pages have to carry: languages, quotes, notes."""

from __future__ import annotations

from tests import shows

FILES = shows.FILES | {
    "passage.yml": shows.changed(
        "passage.yml",
        ("title: Invented Roads", "title: Invented Ways"),
        (shows.SHOW.description, "People who never were tell of a river that is on no map."),
        ("9a11", "9a22"),
        (
            "Documentary]\n",
            "Documentary]\nhelp: Be kind to those who arrive.\nlicence: CC-BY-4.0\n",
        ),
        ("    Bo: {voice: en-us}\n", "    Bo: {voice: en-us}\n    Cy: {voice: en-gb-scotland}\n"),
    ),
    "scripts/leaving.md": shows.changed(
        "scripts/leaving.md",
        ("[war]", "[war, separation from family]"),
        (
            "Nobody saw us go.",
            """\
Nobody saw us go, and nobody was meant to. My sister, in Korean
[언니]{lang=ko}, carried the lamp.""",
        ),
        (
            "said the baker.\n",
            """\
said the baker.

We said that we would. "I knew it was a lie," and so did the baker.
""",
        ),
    ),
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
    "scripts/walking.md": shows.changed(
        "scripts/walking.md",
        (
            "narrator: Cy\n",
            """\
narrator: Cy
role: arrived in 2003
content_notes: [war]
source: An invented letter
""",
        ),
    ),
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
    "episodes/one.yml": shows.changed(
        "episodes/one.yml",
        ("What happened.", "What happened at the river."),
        ("[leaving]", "[leaving, river]"),
    ),
}
"""Its files."""
