"""The interface in Korean, in the formal polite style (합쇼체)."""

from __future__ import annotations

KOREAN = {
    "skip": "본문으로 건너뛰기",
    "site_nav": "사이트",
    "home": "처음",
    "search": "검색과 색인",
    "glossary": "이름 소리 내기",
    "accessibility": "접근성",
    "feed": "RSS 피드",
    "licence": "이용 허락: {licence}",
    "by": "만든 이: {author}",
    "made_with": "Passage로 만들었습니다. 이 사이트는 쿠키를 쓰지 않으며, 다른 곳에서 아무것도 "
    "불러오지 않습니다.",
    "synthetic": "이 오디오는 이 사이트에 실린 글을 소리로 옮긴 것입니다. 합성된 목소리로 "
    "읽으며, 이야기한 사람의 실제 목소리가 아닙니다.",
    "journey": "여정",
    "journey_drawn": "언덕 위로 이어지는 선에 {n}개의 지점을 표시한 여정 지도입니다. 옆의 목록에 "
    "같은 내용이 있습니다.",
    "episodes": "에피소드",
    "no_stage": "소개와 덧붙이는 이야기",
    "episodes_one": "에피소드 1개",
    "episodes_many": "에피소드 {n}개",
    "testimonies_one": "증언 1편",
    "testimonies_many": "증언 {n}편",
    "all_of_stage": "이 단계의 모든 에피소드: {stage}",
    "no_episodes": "아직 공개된 에피소드가 없습니다.",
    "subscribe": "구독하기",
    "subscribe_how": "평소에 쓰시는 앱을 고르십시오. 앱이 열리고 구독할지 묻습니다. AntennaPod과 "
    "Podcast Addict 링크는 각 앱의 웹 페이지를 거칩니다.",
    "subscribe_other": "다른 앱에서는 주소로 팟캐스트 추가하기를 고른 다음, 아래 주소를 붙여 "
    "넣으십시오.",
    "book": "책",
    "book_about": "같은 글을 소리 내어 읽어 주는 책과 글만 있는 책으로도 보실 수 있습니다.",
    "help": "돕는 방법",
    "begin": "첫 에피소드부터 듣기: {title}",
    "frequency": "새 에피소드: {often}",
    "episode_number": "{n}화",
    "trailer": "예고편",
    "bonus": "보너스",
    "stage": "단계",
    "published": "공개일",
    "length": "길이",
    "narrators": "이야기한 사람",
    "place": "장소",
    "about": "이 에피소드에 대하여",
    "content_note": "내용 안내",
    "content_note_says": "이 에피소드에는 다음 내용이 나옵니다.",
    "picture": "어두운 언덕 위로 이어지는 선에 지점 {n}개가 있고, {place}번째 지점인 {stage}에 "
    "표시가 되어 있습니다.",
    "picture_all": "어두운 언덕 위로 이어지는 여정의 선입니다.",
    "player": "재생기",
    "controls": "재생 조작",
    "play": "재생",
    "pause": "일시 정지",
    "back": "15초 뒤로",
    "forward": "15초 앞으로",
    "previous_chapter": "이전 장",
    "next_chapter": "다음 장",
    "previous_sentence": "이전 문장",
    "next_sentence": "다음 문장",
    "resume": "{at}부터 이어 듣기",
    "from_here": "여기부터 듣기",
    "position": "재생 위치",
    "position_of": "{all} 중 {now}",
    "speed": "속도",
    "follow": "목소리를 따라 화면 옮기기",
    "share": "이 순간의 링크 복사",
    "shared": "링크를 복사했습니다.",
    "no_audio": "이 브라우저에서는 소리를 재생할 수 없습니다. 아래에서 내려받으실 수 있습니다.",
    "chapters": "장",
    "transcript": "전체 글",
    "transcript_elsewhere": "이 에피소드의 글은 아래 파일에 있습니다.",
    "transcript_pages": "전체 글의 쪽",
    "transcript_page": "{all}쪽 중 {n}쪽",
    "continued": "{title} (이어짐)",
    "narrator_unnamed": "이름을 밝히지 않은 사람",
    "source": "출처: {source}",
    "consent": "이 글을 공개하는 데 대한 동의가 제작진에게 기록되어 있습니다.",
    "downloads": "내려받기",
    "audio_mp3": "오디오, MP3",
    "audio_smaller": "오디오, {codecs}, 느린 연결용",
    "captions_vtt": "시간이 표시된 글, WebVTT",
    "captions_srt": "시간이 표시된 글, SRT",
    "text_file": "글, 일반 텍스트",
    "json_file": "글, JSON",
    "html_file": "글, 한 쪽짜리 HTML",
    "other_episodes": "다른 에피소드",
    "previous": "이전: {title}",
    "next": "다음: {title}",
    "stage_number": "{all}단계 중 {n}단계",
    "testimonies": "증언",
    "places": "장소",
    "in_episode": "{episode}에서",
    "more_pages": "이 목록의 다른 쪽",
    "page_number": "{n}쪽",
    "narrator_page": "이야기한 사람",
    "index": "색인",
    "search_label": "낱말, 이름, 장소 검색",
    "search_hint": "아래 목록에 모든 증언이 있습니다. 자바스크립트를 켜면 이야기 속의 모든 말을 "
    "검색하실 수도 있습니다.",
    "search_go": "검색",
    "search_none": "찾은 것이 없습니다.",
    "search_one": "결과 1개",
    "search_many": "결과 {n}개",
    "search_loading": "색인을 불러오고 있습니다.",
    "search_failed": "색인을 불러오지 못했습니다. 아래 목록에 모든 증언이 있습니다.",
    "glossary_about": "이 프로그램의 목소리가 이름과 낱말을 어떻게 소리 내는지, 발음 사전에 적힌 "
    "대로 보여 드립니다.",
    "glossary_none": "공개된 이야기에는 아직 이 낱말들이 나오지 않습니다.",
    "glossary_ipa": "국제 음성 기호: {phonemes}",
    "glossary_alias": "비슷한 소리: {alias}",
    "glossary_also": "다른 표기: {others}",
    "glossary_hear": "{word} 듣기",
    "hours_one": "1시간",
    "hours_many": "{n}시간",
    "minutes_one": "1분",
    "minutes_many": "{n}분",
    "seconds_one": "1초",
    "seconds_many": "{n}초",
    "kilobytes": "{n} kB",
    "megabytes": "{n} MB",
    "date": "{year}년 {month} {day}일",
    "months": "1월 2월 3월 4월 5월 6월 7월 8월 9월 10월 11월 12월",
    "a11y_aim": "이 사이트는 이 이야기들을 듣거나 읽고 싶어 하는 모든 분을 위한 것입니다. "
    "눈으로든 귀로든 손끝으로든 이용하실 수 있도록, 웹 콘텐츠 접근성 지침(WCAG) 2.2의 AA "
    "수준을, 명암 대비는 AAA 수준을 목표로 합니다.",
    "a11y_how": "이렇게 만들었습니다",
    "a11y_how_1": "듣고 읽는 데에는 자바스크립트가 필요하지 않습니다. 재생기는 브라우저의 것이고, "
    "들리는 모든 말을 읽으실 수 있으며, 장마다 링크가 있습니다. 자바스크립트를 켜면 재생기에 "
    "단추가 늘어나고, 들리는 문장이 표시되며, 이야기 속의 모든 말을 검색하실 수 있습니다.",
    "a11y_how_2": "전체 글은 들리는 순서대로, 장마다 제목을 달아 빠짐없이 실었습니다. 다른 "
    "언어로 된 말에는 그 언어를 표시하여 화면 낭독기가 목소리를 바꿀 수 있게 하였습니다.",
    "a11y_how_3": "재생하는 동안에는 아무것도 따로 알리지 않으며 초점이 옮겨 가지 않습니다. "
    "들리고 있는 문장은 밑줄과 색으로 표시합니다. 목소리를 따라 화면을 옮기는 기능은 켜기 "
    "전까지 꺼져 있습니다.",
    "a11y_how_4": "색은 밝은 화면과 어두운 화면 설정, 그리고 고대비 설정을 따릅니다. 글자의 명암 "
    "대비는 7 대 1 이상입니다. 저절로 움직이는 것은 없습니다.",
    "a11y_how_5": "내용 안내는 재생기보다 앞에 있습니다.",
    "a11y_tested": "시험한 것",
    "a11y_tested_1": "소프트웨어가 바뀔 때마다 자동 시험이 지어낸 이야기로 페이지들을 만들어 "
    "살펴봅니다. Nu HTML 검사기로, 그리고 크로미움 브라우저에서 axe로, 자바스크립트 없이, "
    "자판만으로, 너비 320픽셀에서, 넓은 글자 간격으로, 밝은 색과 어두운 색과 고대비 색으로 "
    "확인합니다.",
    "a11y_tested_2": "모든 문장과 그 언어를 오디오의 바탕이 된 대본과 견주어 봅니다.",
    "a11y_tested_3": "모의 화면 낭독기와, 크로미움에서 쓰는 화면 낭독기 Orca가 무엇을 읽는지, 그리고 "
    ""
    "재생하는 동안 조용한지 확인합니다.",
    "a11y_untested": "시험하지 않은 것",
    "a11y_untested_1": "이 시험에는 장애가 있는 분들이 직접 참여하지 않았습니다. 자동 시험으로는 "
    "장벽의 일부만 찾을 수 있습니다.",
    "a11y_untested_2": "화면 낭독기 JAWS, NVDA, VoiceOver, TalkBack과 음성 조작, 화면 확대기, "
    "점자 단말기, 그리고 파이어폭스와 사파리 브라우저는 이 시험에 들어 있지 않습니다.",
    "a11y_untested_3": "이 시험은 소프트웨어를 살필 뿐 이 이야기들과 바로 이 사이트는 알지 못합니다. 그림 설명이 "
    ""
    "알맞은지, 말이 쉬운지는 판단하지 못합니다.",
    "a11y_voices": "목소리는 합성된 것이어서 이름이나 다른 언어의 낱말을 잘못 읽을 수 있습니다. "
    "글이 기준입니다.",
    "a11y_contact": "불편한 점이 있으면",
    "a11y_contact_how": "{author}에게 알려 주십시오.",
}
