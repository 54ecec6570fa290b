"""The interface in English, from which all other tables are translated."""

from __future__ import annotations

ENGLISH = {
    # Around every page
    "skip": "Skip to the content",
    "site_nav": "Site",
    "home": "Home",
    "search": "Search and index",
    "glossary": "How names are said",
    "accessibility": "Accessibility",
    "feed": "RSS feed",
    "licence": "Licence: {licence}",
    "by": "By {author}",
    "made_with": "Made with Passage. This site sets no cookies and loads nothing from others.",
    "synthetic": "The audio is an audio version of the text on this site. It is read by synthetic "
    "voices; none of them is the voice of the person whose story it tells.",
    # Home
    "journey": "The journey",
    "journey_drawn": "A map of the journey as a line over hills, with {n} stops. The list beside "
    "it says the same.",
    "episodes": "Episodes",
    "no_stage": "Introductions and extras",
    "episodes_one": "1 episode",
    "episodes_many": "{n} episodes",
    "testimonies_one": "1 testimony",
    "testimonies_many": "{n} testimonies",
    "all_of_stage": "All episodes of this stage: {stage}",
    "no_episodes": "No episode is published yet.",
    "subscribe": "Subscribe",
    "subscribe_how": "Choose the app that you listen with. It opens and asks you whether to follow "
    "the show. The links to AntennaPod and Podcast Addict go by way of a page of theirs.",
    "subscribe_other": "In any other app, choose to add a podcast by its address, and paste this:",
    "book": "The book",
    "book_about": "The same words as a book that reads itself aloud, and as text alone.",
    "book_narrated": "Whole show as a read-aloud book, EPUB",
    "book_text": "Whole show as a book of text alone, EPUB",
    "help": "How to help",
    "begin": "Begin with the first episode: {title}",
    "frequency": "New episodes: {often}",
    # An episode
    "episode_number": "Episode {n}",
    "trailer": "Trailer",
    "bonus": "Bonus",
    "stage": "Stage",
    "published": "Published",
    "length": "Length",
    "narrators": "Narrators",
    "place": "Place",
    "about": "About this episode",
    "content_note": "Content note",
    "content_note_says": "This episode speaks of:",
    "picture": "A line over dark hills with {n} stops; stop {place}, {stage}, is marked.",
    "picture_cover": "A line over dark hills, with a stop for each stage: {stages}.",
    "picture_all": "A line over dark hills, the way of the journey.",
    "player": "Player",
    "controls": "Player controls",
    "play": "Play",
    "pause": "Pause",
    "back": "Back 15 seconds",
    "forward": "Forward 15 seconds",
    "previous_chapter": "Previous chapter",
    "next_chapter": "Next chapter",
    "previous_sentence": "Previous sentence",
    "next_sentence": "Next sentence",
    "resume": "Go on from {at}",
    "from_here": "Play from here",
    "position": "Position",
    "position_of": "{now} of {all}",
    "speed": "Speed",
    "follow": "Scroll with the voice",
    "share": "Copy link to this moment",
    "shared": "The link is copied.",
    "no_audio": "Your browser plays no audio here; the download is below.",
    "chapters": "Chapters",
    "transcript": "Transcript",
    "transcript_elsewhere": "The transcript of this episode is in the files below.",
    "transcript_pages": "Pages of this transcript",
    "transcript_page": "Page {n} of {all}",
    "continued": "{title} (continued)",
    "narrator_unnamed": "Somebody whose name is not given",
    "source": "Source: {source}",
    "consent": "The makers of this show have recorded consent to this publication.",
    "downloads": "Downloads",
    "audio_mp3": "Audio, MP3",
    "audio_smaller": "Audio, {codecs}, for thin connections",
    "captions_vtt": "Transcript with times, WebVTT",
    "captions_srt": "Transcript with times, SRT",
    "text_file": "Transcript, plain text",
    "json_file": "Transcript, JSON",
    "html_file": "Transcript, one page of HTML",
    "other_episodes": "Other episodes",
    "previous": "Previous: {title}",
    "next": "Next: {title}",
    # Lists
    "stage_number": "Stage {n} of {all}",
    "testimonies": "Testimonies",
    "places": "Places",
    "in_episode": "In {episode}",
    "more_pages": "More pages of this list",
    "page_number": "Page {n}",
    "narrator_page": "Narrator",
    "index": "Index",
    "search_label": "Search words, names and places",
    "search_hint": "The list below has every testimony. With JavaScript you can also search in all "
    "that is said.",
    "search_go": "Search",
    "search_none": "Nothing was found.",
    "search_one": "1 result",
    "search_many": "{n} results",
    "search_loading": "The index is being loaded.",
    "search_failed": "The index could not be loaded. The list below has every testimony.",
    "glossary_about": "How the voices of this show say names and words, as its lexicon tells them.",
    "glossary_none": "None of these words is heard yet in what is published.",
    "glossary_ipa": "In the International Phonetic Alphabet: {phonemes}",
    "glossary_alias": "Sounds like: {alias}",
    "glossary_also": "Also written: {others}",
    "glossary_hear": "Hear {word}",
    # Figures
    "hours_one": "1 hour",
    "hours_many": "{n} hours",
    "minutes_one": "1 minute",
    "minutes_many": "{n} minutes",
    "seconds_one": "1 second",
    "seconds_many": "{n} seconds",
    "kilobytes": "{n} kB",
    "megabytes": "{n} MB",
    "date": "{day} {month} {year}",
    "months": "January February March April May June July August September October November "
    "December",
    # The accessibility statement
    "a11y_aim": "This site is for everyone who wants to hear these stories or to read them: with "
    "eyes, with ears, or with fingers. It aims at the Web Content Accessibility Guidelines "
    "(WCAG) 2.2, level AA, and for contrast at level AAA.",
    "a11y_how": "How it is made",
    "a11y_how_1": "To listen and to read takes no JavaScript: the player is "
    "that of your browser, every "
    "word that is heard can be read, and every chapter is a "
    "link. With JavaScript the player has more "
    "buttons, the sentence that is heard is marked, and all that is said can be searched.",
    "a11y_how_2": "The transcript is the whole text, in the order in which it is heard, under a "
    "heading for each chapter. Words in another language are marked as such, so that a screen "
    "reader can change its voice.",
    "a11y_how_3": "While the audio plays, nothing is announced and the focus does not move. The "
    "sentence that is heard is marked with a line and a colour. Scrolling with the voice is off "
    "until you ask for it.",
    "a11y_how_4": "Colours follow your light or dark setting and your own forced colours. Text has "
    "a contrast of at least 7 to 1. Nothing moves by itself.",
    "a11y_how_5": "Content notes come before the player.",
    "a11y_tested": "What is tested",
    "a11y_tested_1": "With each change of the software, automatic tests make the pages of invented "
    "shows and look at them: with the Nu HTML checker, and in "
    "the browser Chromium with axe, without "
    "JavaScript, by keyboard alone, 320 pixels wide, with wide text spacing, light, dark, and with "
    "forced colours.",
    "a11y_tested_2": "They compare every sentence and its language with the script from which the "
    "audio is made.",
    "a11y_tested_3": "They listen to what a simulated screen reader says, and to the screen reader "
    "Orca in Chromium, and that both stay silent while the audio plays.",
    "a11y_untested": "What is not tested",
    "a11y_untested_1": "No people with disabilities have been asked to use this site as part of "
    "these tests. Automatic tests find only some of the barriers that there are.",
    "a11y_untested_2": "The screen readers JAWS, NVDA, VoiceOver and TalkBack, voice control, "
    "screen magnifiers and braille displays were not part of these tests, nor were the browsers "
    "Firefox and Safari.",
    "a11y_untested_3": "The tests know the software, not these stories nor this "
    "very site: whether a picture of the "
    "show is described well, and whether the language is plain, they cannot tell.",
    "a11y_voices": "The voices are synthetic, and may say a name or a foreign word wrongly. The "
    "text is what counts.",
    "a11y_contact": "If something is in your way",
    "a11y_contact_how": "Please write to {author}:",
}
