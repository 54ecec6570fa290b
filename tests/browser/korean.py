"""An invented show in Korean, with English words, and an episode that goes on on a further page."""

from __future__ import annotations

STEPS = " ".join(f"우리는 {number}번째 언덕을 넘었다." for number in range(1, 9))

FILES = {
    "passage.yml": """\
title: 지어낸 길
description: 어느 지도에도 없는 강을, 어디에도 없던 사람들이 건넙니다.
language: ko
address: https://example.org/roads/
guid: 7f1c4d2e-3c36-5a8e-9d53-0f6f5a0f9a33
author: 아무개
email: nobody@example.org
category: [Society & Culture, Documentary]
help: 새로 온 이웃에게 먼저 인사해 주세요.
stages:
  - {id: home, name: 고향, introduction: 모두가 서로를 아는 곳에서 시작됩니다.}
  - {id: road, name: 길, introduction: 생각보다 먼 길이었습니다.}
cast:
  host: {name: 가온, voice: ko}
""",
    "scripts/leaving.md": f"""\
---
title: 월요일
stage: home
place: 아랫마을
narrator: 나래
content_notes: [전쟁]
source: 지어낸 책
consent: granted
because: Invented.
---
언니, 등불! 언니는 등불을 들었다. [Hello]{{lang=en}} 하고 누가 말했다.

> [Come back soon.]{{lang=en}}

{STEPS}
""",
    "scripts/walking.md": f"""\
---
title: 언덕 너머
stage: home
place: 언덕
consent: granted
because: Invented.
---
{STEPS}
""",
    "scripts/lexicon.pls": """\
<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" alphabet="ipa" xml:lang="ko"
         xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">
  <lexeme><grapheme>등불</grapheme><phoneme>tɯŋbul</phoneme></lexeme>
</lexicon>
""",
    "episodes/one.yml": """\
guid: 00000000-0000-4000-8000-000000000031
number: 1
season: home
title: 첫 번째 이야기
summary: 언덕에서 일어난 일.
published: 2026-03-01T09:00:00+00:00
scripts: [leaving, walking]
""",
}

PAGE_BYTES = 9_000
"""Of a page: with so little room the episode needs a second one, as long ones do."""
