"""Single faults of a published show, in its files and its server: each is found by its rule.

A line is: what is wrong, how it is planted, and all rules that say so. Some faults cannot come
alone: sound with other bytes is not what its name, the book or the feed say either.
"""

from __future__ import annotations

import pytest

from passage.validating.book import rules as book_rules
from passage.validating.delivery import table
from tests.delivering.verifying import faults, published, running
from tests.delivering.verifying import more_faults as more
from tests.delivering.verifying.faults import FEED, Fault
from tests.delivering.verifying.host import Host, Odd

SOUND, TAGGED = faults.sounding, faults.tagged
OTHER_BYTES = "sound/name book/sound"
OTHER_FEED = "feed/stale"
NOT_READ = "book/target book/unnarrated"
EARLY = "book/clip-gap book/duration book/total"
HOME, ONE, TOLD = "feed/index.html", "feed/episodes/one.html", "told-leaving.xhtml"
TWO, STYLE, SEARCHED = "feed/episodes/two.html", "feed/site/passage.css", "feed/site/search.json"
OF_THE_OTHER = (
    "chapters/carriers chapters/about chapters/ends tag/about tag/guid transcript/words "
    "sound/duration"
)
BOOK, TEXT_BOOK = published.BOOK, published.TEXT_BOOK


def _odd_sound(does: Odd) -> Fault:
    return faults.odd("SOUND", does)


SERVER: list[tuple[str, Fault, str]] = [
    ("sound missing", faults.gone("SOUND"), "answer/status page/link"),
    ("edition missing", faults.gone("OPUS"), "answer/status page/link"),
    ("transcript missing", faults.gone("feed/transcripts/one.srt"), "answer/status page/link"),
    ("chapters missing", faults.gone("feed/chapters/one.json"), "answer/status"),
    ("artwork missing", faults.gone("COVER"), "answer/status"),
    (
        "sound of another type",
        faults.odd("SOUND", faults.headed(Content_Type="text/html")),
        "answer/type",
    ),
    ("sound without a type", faults.odd("SOUND", faults.headed(Content_Type="")), "answer/type"),
    (
        "transcript of another type",
        faults.odd("feed/transcripts/one.vtt", faults.headed(Content_Type="text/plain")),
        "answer/type",
    ),
    (
        "feed of another type",
        faults.odd("feed/feed.xml", faults.headed(Content_Type="text/html")),
        "answer/type",
    ),
    (
        "artwork of another type",
        faults.odd("COVER", faults.headed(Content_Type="image/jpeg")),
        "answer/type",
    ),
    (
        "another type for HEAD",
        faults.odd("feed/transcripts/one.txt", faults.headed("GET", Content_Type="text/html")),
        "answer/head answer/range",
    ),
    (
        "HEAD says another length",
        faults.odd("SOUND", faults.announced(7, only="HEAD")),
        "answer/head answer/length answer/range",
    ),
    ("HEAD is refused", faults.odd("SOUND", faults.answered(405, only="HEAD")), "answer/head"),
    ("no parts", faults.odd("SOUND", faults.no_parts), "answer/range"),
    ("no parts of the feed", faults.odd("feed/feed.xml", faults.no_parts), "answer/range"),
    ("no parts of pictures", faults.odd("COVER", faults.no_parts), "answer/range"),
    ("parts of another file", faults.odd("SOUND", faults.other_parts), "answer/range"),
    ("short parts", faults.odd("SOUND", faults.short_parts), "answer/range"),
    ("sound broken off", faults.odd("SOUND", faults.cut), "answer/broken-off"),
    (
        "transcript broken off",
        faults.odd("feed/transcripts/two.html", faults.cut),
        "answer/broken-off page/link",
    ),
    (
        "more than is stated",
        faults.odd("SOUND", faults.endless),
        "answer/large answer/length answer/etag",
    ),
    ("a bomb", faults.odd("feed/transcripts/one.txt", faults.bomb), "answer/large page/link"),
    ("sound packed", faults.odd("SOUND", faults.packed), "answer/packed answer/length answer/head"),
    ("a circle", faults.around, "answer/redirects page/link"),
    ("six hops", faults.far, "answer/redirects page/link"),
    (
        "a host of somebody else",
        faults.odd("COVER", faults.redirected("http://127.0.0.2:9/x.png")),
        "address/foreign",
    ),
    (
        "a file of this machine",
        faults.odd("COVER", faults.redirected("file:///etc/hostname")),
        "address/foreign",
    ),
    (
        "a port of this machine",
        faults.odd("SOUND", faults.redirected("http://127.0.0.1:22/")),
        "address/foreign page/link",
    ),
    (
        "server error",
        faults.odd("feed/chapters/two.json", faults.answered(500)),
        "answer/status",
    ),
    ("no ETag", faults.odd("SOUND", faults.headed(ETag="")), "answer/etag"),
    (
        "weak ETag of the feed",
        faults.odd("feed/feed.xml", faults.headed(ETag='W/"1"')),
        "answer/etag",
    ),
    ("always sent again", faults.odd("SOUND", faults.always_sent), "answer/etag"),
    (
        "no CORS",
        faults.odd("feed/transcripts/one.vtt", faults.headed(Access_Control_Allow_Origin="")),
        "answer/cors",
    ),
    ("former name lost", faults.odd("FORMER", faults.answered(404)), "former/lost"),
    ("former name gives a page", faults.edited_former, "former/other"),
    ("withdrawn transcript there", faults.there("feed/transcripts/three.vtt"), "withdrawn/answers"),
    ("withdrawn chapters there", faults.there("feed/chapters/three.json"), "withdrawn/answers"),
    ("a pending script there", faults.there("scripts/waiting.md"), "withdrawn/answers"),
    ("the show's file there", faults.there("passage.yml"), "withdrawn/answers"),
]

TEXTS: list[tuple[str, Fault, str]] = [
    ("feed ill-formed", faults.edited("feed/feed.xml", "</channel>", ""), "xml/well-formed"),
    (
        "feed with a document type",
        faults.edited("feed/feed.xml", "<rss ", "<!DOCTYPE rss [<!ENTITY a 'a'>]><rss "),
        "xml/doctype",
    ),
    ("a guid twice", faults.twice, f"psp1/guid-unique tag/guid {OTHER_FEED}"),
    ("an episode on two pages", faults.two_pages, f"feed/guids {OTHER_FEED}"),
    ("feed not updated", faults.stale, f"book/sound book/added feed/dates {OTHER_FEED}"),
    (
        "feed of elsewhere",
        faults.edited("feed/feed.xml", 'feed.xml" rel="self"', 'old.xml" rel="self"'),
        f"feed/self {OTHER_FEED}",
    ),
    (
        "title not updated",
        faults.edited("feed/feed.xml", "<title>Invented Roads<", "<title>Old Roads<"),
        f"{OTHER_FEED} page/episode tag/about book/about chapters/about book/added",
    ),
    ("wrong length", faults.wrong_length, f"answer/length answer/bytes {OTHER_FEED}"),
    (
        "length too small",
        faults.small_length,
        f"answer/length answer/large {OTHER_FEED}",
    ),
    ("wrong duration", faults.wrong_duration, f"sound/duration {OTHER_FEED}"),
    ("wrong hash", faults.wrong_hash, f"sound/integrity {OTHER_FEED}"),
    (
        "sound on another host",
        faults.edited(
            "feed/feed.xml", 'enclosure url="BASESOUND', 'enclosure url="http://127.0.0.2:9/SOUND'
        ),
        f"address/foreign page/episode {OTHER_FEED}",
    ),
    (
        "sound with a password",
        faults.with_password,
        f"address/credentials page/episode {OTHER_FEED}",
    ),
    (
        "another guid of the episode",
        faults.edited("feed/feed.xml", "8000-000000000001<", "8000-000000000007<"),
        f"tag/guid {OTHER_FEED}",
    ),
    ("chapters late in the file", faults.late_file, "chapters/carriers"),
    ("chapters late in the feed", faults.late_feed, f"chapters/carriers page/episode {OTHER_FEED}"),
    ("chapters late in the notes", faults.late_notes, f"chapters/carriers {OTHER_FEED}"),
    (
        "chapter renamed in the file",
        faults.edited("feed/chapters/one.json", '"Leaving"', '"Left"'),
        "chapters/carriers",
    ),
    (
        "no chapters in the file",
        faults.edited("feed/chapters/one.json", '"chapters"', '"chapter"'),
        "chapters/form chapters/missing",
    ),
    ("sentence missing in JSON", faults.without_sentence, "transcript/words"),
    ("sentences reordered in JSON", faults.reordered, "transcript/words book/words page/words"),
    (
        "word changed in WebVTT",
        faults.edited("feed/transcripts/one.vtt", "Monday", "Sunday"),
        "transcript/words",
    ),
    (
        "word changed in SRT",
        faults.edited("feed/transcripts/one.srt", "Monday", "Sunday"),
        "transcript/words",
    ),
    (
        "word changed in HTML",
        faults.edited("feed/transcripts/one.html", "Monday", "Sunday"),
        "transcript/words",
    ),
    (
        "word changed in text",
        faults.edited("feed/transcripts/one.txt", "Monday", "Sunday"),
        "transcript/words",
    ),
    (
        "word changed in JSON",
        faults.edited("feed/transcripts/one.json", "Monday", "Sunday"),
        "transcript/words book/words page/words",
    ),
    (
        "name changed in text",
        faults.edited("feed/transcripts/one.txt", "Bo: ", "Al: "),
        "transcript/words",
    ),
    ("cue late in JSON", faults.late_cue("json"), "transcript/times"),
    ("cue late in WebVTT", faults.late_cue("vtt"), "transcript/times webvtt/timing"),
    ("cue late in SRT", faults.late_cue("srt"), "transcript/times"),
    ("time late in HTML", faults.late_cue("html"), "transcript/times"),
    (
        "SRT of another form",
        faults.edited("feed/transcripts/one.srt", " --> ", " -> "),
        "srt/cue transcript/words",
    ),
    ("no JSON", faults.edited("feed/transcripts/one.json", "{", "["), "transcript-json/form"),
]

PAGES: list[tuple[str, Fault, str]] = [
    ("start page missing", faults.gone(HOME), "answer/status page/link"),
    ("page of an episode missing", faults.gone(ONE), "answer/status page/link"),
    ("page of a stage missing", faults.gone("feed/stages/home.html"), "page/link"),
    ("page of a place missing", faults.gone("feed/places/lower-town.html"), "page/link"),
    ("page of who tells missing", faults.gone("feed/narrators/bo.html"), "page/link"),
    ("search missing", faults.gone("feed/search.html"), "page/link"),
    ("what is searched missing", faults.gone("feed/site/search.json"), "page/link"),
    ("statement missing", faults.gone("feed/accessibility.html"), "page/link"),
    ("style missing", faults.gone("feed/site/passage.css"), "page/link"),
    ("script missing", faults.gone("feed/site/passage.js"), "page/link"),
    ("picture of an episode missing", faults.gone("PICTURE"), "answer/status page/link"),
    ("picture of a chapter missing", faults.gone("STAGE"), "answer/status"),
    (
        "picture of a chapter of another type",
        faults.odd("STAGE", faults.headed(Content_Type="text/html")),
        "answer/type",
    ),
    ("broken link", faults.edited(HOME, '"stages/home.html"', '"stages/hom.html"'), "page/link"),
    ("broken link up", faults.edited(ONE, '"../index.html"', '"index.html"'), "page/link"),
    (
        "other sound",
        faults.edited(ONE, 'src="../../audio_out/one', 'src="../one'),
        "page/link page/episode",
    ),
    (
        "other picture",
        faults.edited(ONE, 'src="../pictures/', 'src="pictures/'),
        "page/link page/episode",
    ),
    ("other edition", faults.edited(ONE, "../editions/one", "../editions/none"), "page/link"),
    ("skipped to nowhere", faults.edited(HOME, "#main", "#content"), "page/anchor"),
    ("nowhere to skip to", faults.edited(HOME, 'id="main"', 'id="content"'), "page/anchor"),
    (
        "a testimony linked to nowhere",
        faults.edited("feed/search.html", "one.html#ch5", "one.html#ch55"),
        "page/anchor",
    ),
    (
        "no place for links to",
        faults.edited(ONE, 'id="ch5"', 'id="ch55"'),
        "page/anchor page/search file/stale",
    ),
    (
        "feed with a missing anchor",
        faults.edited(
            "feed/feed.xml", "<link>BASEfeed/index.html<", "<link>BASEfeed/index.html#nowhere<"
        ),
        f"page/anchor {OTHER_FEED}",
    ),
    ("word changed in a page", faults.edited(ONE, "Monday", "Sunday"), "page/words"),
    (
        "sentence missing in a page",
        faults.edited(ONE, "Nobody saw us go.", ""),
        "page/words",
    ),
    ("page cut", faults.cut_short(ONE), "page/anchor page/episode page/search"),
    ("page broken off", faults.odd(HOME, faults.cut), "answer/broken-off page/link"),
    (
        "page of another type",
        faults.odd(ONE, faults.headed(Content_Type="application/octet-stream")),
        "answer/type",
    ),
    (
        "style of another type",
        faults.odd("feed/site/passage.css", faults.headed(Content_Type="text/plain")),
        "answer/type",
    ),
    (
        "page at another host",
        faults.odd("feed/stages/road.html", faults.redirected("http://127.0.0.2:9/x.html")),
        "page/link",
    ),
    (
        "page with an error",
        faults.odd("feed/stages/road.html", faults.answered(500)),
        "page/link",
    ),
]

BOOKS: list[tuple[str, Fault, str]] = [
    ("word changed", faults.book(TOLD, "Monday", "Sunday"), "book/words"),
    ("sentence shortened", faults.book(TOLD, "Nobody saw us go.", "Nobody saw."), "book/words"),
    (
        "sentence missing in the text alone",
        faults.book(TOLD, '<span id="c11">Nobody saw us go.</span>', "", path=TEXT_BOOK),
        "book/words",
    ),
    ("sentences out of order", faults.book_out_of_order, "book/words"),
    ("other sound", faults.book_with_other_sound, "book/sound book/sound-whole?"),
    ("cut", faults.cut_short(BOOK), "book/readable"),
    ("text alone cut", faults.cut_short(TEXT_BOOK), "book/readable"),
    ("missing", faults.gone(BOOK), "page/link"),
    ("text alone missing", faults.gone(TEXT_BOOK), "page/link"),
    (
        "of another type",
        faults.odd(BOOK, faults.headed(Content_Type="application/zip")),
        "answer/type",
    ),
    ("broken off", faults.odd(BOOK, faults.cut), "answer/broken-off"),
    (
        "another length for HEAD",
        faults.odd(BOOK, faults.announced(5, only="HEAD")),
        "answer/head",
    ),
    ("sentence without its clip", faults.book(TOLD, 'id="c11"', 'id="c1"'), NOT_READ),
    ("clip too early", faults.book("told-leaving.smil", "20.021", "20.020"), EARLY),
    ("cover without words", faults.book("cover.xhtml", " alt=", " title="), "book/alt"),
    ("something nobody lists", faults.book("", "", "", "EPUB/notes.txt"), "book/unlisted"),
    (
        "does not say how it can be read",
        faults.book(".opf", "schema:accessibilitySummary", "schema:summary", path=TEXT_BOOK),
        "book/accessibility",
    ),
]
BOOKS = [(f"book: {name}", plant, wanted) for name, plant, wanted in BOOKS]

FILES: list[tuple[str, Fault, str]] = [
    ("artwork with transparency", faults.painted("RGBA"), "artwork/colour artwork/described"),
    ("artwork too small", faults.painted(size=800), "artwork/size artwork/described"),
    (
        "artwork a JPEG called PNG",
        faults.painted(kind="JPEG"),
        "artwork/extension artwork/described",
    ),
    ("artwork no picture", faults.edited("COVER", "PNG", "PNX"), "artwork/readable"),
    (
        "sound shortened",
        SOUND(faults.shortened),
        f"sound/damaged sound/duration chapters/ends {OTHER_BYTES} {OTHER_FEED}",
    ),
    (
        "sound scratched",
        SOUND(faults.scratched),
        f"sound/damaged sound/peak? chapters/ends? {OTHER_BYTES}",
    ),
    ("sound 3 dB quieter", SOUND(faults.quieter), f"sound/loudness {OTHER_BYTES}"),
    ("sound 3 dB louder", SOUND(faults.louder), f"sound/loudness sound/peak {OTHER_BYTES}"),
    (
        "no sound",
        SOUND(lambda data: bytes(len(data))),
        f"sound/damaged tag/missing chapters/missing {OTHER_BYTES}",
    ),
    ("no tag", SOUND(faults.untagged), f"tag/missing chapters/missing {OTHER_BYTES} {OTHER_FEED}"),
    (
        "chapters late in the tag",
        SOUND(TAGGED(faults.late_tag)),
        f"chapters/carriers {OTHER_BYTES} {OTHER_FEED}",
    ),
    (
        "no chapters in the tag",
        SOUND(TAGGED(faults.no_chapters)),
        f"chapters/missing {OTHER_BYTES} {OTHER_FEED}",
    ),
    (
        "no table of contents",
        SOUND(TAGGED(faults.no_contents)),
        f"chapters/contents {OTHER_BYTES} {OTHER_FEED}",
    ),
    (
        "a part of the table of contents",
        SOUND(TAGGED(faults.short_contents)),
        f"chapters/contents {OTHER_BYTES} {OTHER_FEED}",
    ),
    (
        "word changed in the tag",
        SOUND(TAGGED(faults.misheard)),
        f"transcript/words {OTHER_BYTES} {OTHER_FEED}",
    ),
    (
        "tag of another episode",
        SOUND(TAGGED(faults.someone_else)),
        f"tag/guid {OTHER_BYTES} {OTHER_FEED}",
    ),
    ("edition changed", faults.edition(faults.flipped), "sound/integrity sound/damaged"),
    (
        "edition shortened",
        faults.edition(faults.shortened),
        "answer/length answer/bytes sound/integrity sound/duration",
    ),
]

MADE: list[tuple[str, Fault, str]] = [
    ("enclosures exchanged", more.exchanged, f"{OF_THE_OTHER} page/episode {OTHER_FEED}"),
    ("page of the other episode", more.of_the_other(ONE, TWO), "page/episode page/sentences"),
    (
        "sound of the other episode on a page",
        more.named_in(ONE, "SOUND", "SOUND_TWO"),
        "page/episode",
    ),
    (
        "transcript of the other episode on a page",
        more.matched(ONE, r"transcripts/one\.srt", "transcripts/two.srt"),
        "page/episode",
    ),
    ("chapter at another time on a page", faults.edited(ONE, "#t=6.", "#t=7."), "page/episode"),
    ("heading of a page", faults.edited(ONE, "<h1>The First", "<h1>The Fist"), "page/episode"),
    ("heading of the start page", faults.edited(HOME, "<h1>Inv", "<h1>Unv"), "page/episode"),
    (
        "another canonical address",
        faults.edited(ONE, "</head>", '<link rel="canonical" href="BASEfeed/index.html"></head>'),
        "page/episode",
    ),
    (
        "a picture for others that is not there",
        faults.edited(ONE, "</head>", '<meta property="og:image" content="BASEx.png"></head>'),
        "page/link",
    ),
    ("sentence added to a page", faults.edited(ONE, "us go.", "us go. We wept."), "page/sentences"),
    (
        "sentence late on a page",
        more.matched(ONE, r'class="s" id="c1" data-t="', 'class="s" id="c1" data-t="1'),
        "page/sentences",
    ),
    ("said by another on a page", faults.edited(ONE, "Bo</cite>", "Al</cite>"), "page/sentences"),
    ("picture without words", more.matched(ONE, r' alt="[^"]*"', ""), "page/accessible"),
    ("page in another language", faults.edited(ONE, 'lang="en"', 'lang="ko"'), "page/accessible"),
    ("an id twice", faults.edited(ONE, 'id="c2"', 'id="c1"'), "page/accessible"),
    (
        "a script from elsewhere",
        faults.edited(ONE, "</head>", '<script src="https://example.org/x.js"></script></head>'),
        "page/loads",
    ),
    (
        "a script in a page",
        faults.edited(ONE, "</main>", "<script>1</script></main>"),
        "page/loads",
    ),
    (
        "a page that leads on",
        faults.edited(
            ONE,
            "</head>",
            '<meta http-equiv="refresh" content="0;url=https://example.org/"></head>',
        ),
        "page/loads",
    ),
    (
        "a style from elsewhere",
        more.bytes_of(STYLE, lambda data: b"@import url(https://example.org/x.css);" + data),
        "page/loads",
    ),
    (
        "a picture of the style missing",
        more.bytes_of(STYLE, lambda data: data + b"body{background:url(none.png)}"),
        "page/link",
    ),
    ("script emptied", more.bytes_of("feed/site/passage.js", lambda _: b""), "file/stale"),
    ("style changed", more.bytes_of(STYLE, lambda data: data.replace(b"1", b"2", 1)), "file/stale"),
    (
        "page of a stage changed",
        faults.edited("feed/stages/home.html", "everybody knows", "nobody knows"),
        "file/stale",
    ),
    (
        "search without an episode",
        more.told(SEARCHED, lambda said: said["entries"].pop(1)),
        "page/search",
    ),
    (
        "search leads nowhere",
        more.told(SEARCHED, lambda said: said["entries"][2].update(u="episodes/one.html#ch55")),
        "page/search",
    ),
    (
        "search in other words",
        more.told(SEARCHED, lambda said: said["entries"][2].update(w="We never left.")),
        "page/search",
    ),
    ("search cut", faults.cut_short(SEARCHED), "page/search"),
    (
        "picture of a chapter exchanged",
        more.named_in("feed/chapters/one.json", "STAGE", "STAGE_TWO"),
        "chapters/pictures",
    ),
    (
        "chapter leads nowhere",
        more.told(
            "feed/chapters/one.json",
            lambda said: said["chapters"][0].update(url=f"{said['chapters'][2]['img']}x"),
        ),
        "answer/status file/stale",
    ),
    (
        "chapter ends late in the file",
        more.told("feed/chapters/one.json", lambda said: said["chapters"][1].update(endTime=11)),
        "chapters/ends",
    ),
    (
        "chapter ends after the sound",
        more.told("feed/chapters/one.json", lambda said: said["chapters"][-1].update(endTime=99)),
        "chapters/ends",
    ),
    (
        "chapters of another title",
        faults.edited("feed/chapters/one.json", "The First Part", "The Second Part"),
        "chapters/about",
    ),
    (
        "chapters with a byte order mark",
        more.bytes_of("feed/chapters/one.json", lambda data: b"\xef\xbb\xbf" + data),
        "chapters/form",
    ),
    (
        "place of a chapter",
        more.told(
            "feed/chapters/one.json",
            lambda said: said["chapters"][0].update(location={"name": "X", "geo": "geo:1,2"}),
        ),
        "file/stale",
    ),
    (
        "picture of a chapter cut",
        more.bytes_of("STAGE", lambda data: data[:5000]),
        "artwork/readable",
    ),
    ("picture exchanged", more.of_the_other("STAGE", "STAGE_TWO"), "file/stale"),
    (
        "said by another in WebVTT",
        faults.edited("feed/transcripts/one.vtt", "<v Bo>", "<v Ada>"),
        "transcript/speakers",
    ),
    (
        "said by another in SRT",
        faults.edited("feed/transcripts/one.srt", "Bo: We", "Ada: We"),
        "transcript/speakers",
    ),
    (
        "said by nobody in SRT",
        faults.edited("feed/transcripts/one.srt", "Bo: We", "We"),
        "transcript/speakers",
    ),
    (
        "said by another in JSON",
        more.told("feed/transcripts/one.json", lambda s: s["segments"][9].update(speaker="Al")),
        "transcript/speakers",
    ),
    (
        "said by another in HTML",
        faults.edited("feed/transcripts/one.html", "<cite>Bo<", "<cite>Ada<"),
        "transcript/speakers",
    ),
    (
        "cue ends late in WebVTT",
        faults.edited("feed/transcripts/one.vtt", "--> 00:00:17.", "--> 00:00:18."),
        "transcript/times",
    ),
    (
        "cue ends late in SRT",
        faults.edited("feed/transcripts/one.srt", "--> 00:00:17,", "--> 00:00:18,"),
        "transcript/times",
    ),
    (
        "cue ends late in JSON",
        more.told("feed/transcripts/one.json", lambda s: s["segments"][6].update(endTime=18.1)),
        "transcript/times",
    ),
    (
        "words of cues exchanged",
        more.bytes_of("feed/transcripts/one.vtt", lambda d: more.other_words(d.decode()).encode()),
        "transcript/words webvtt/timing",
    ),
    (
        "a note in WebVTT",
        faults.edited("feed/transcripts/one.vtt", "WEBVTT\n", "WEBVTT\n\nNOTE what nobody said\n"),
        "file/stale",
    ),
    (
        "cues misnumbered",
        faults.edited("feed/transcripts/one.srt", "\n10\n", "\n11\n"),
        "srt/numbers",
    ),
    (
        "text without words",
        more.bytes_of("feed/transcripts/one.txt", lambda _: b""),
        "transcript/words",
    ),
    (
        "text with lines changed",
        more.bytes_of("feed/transcripts/one.txt", lambda data: data.replace(b"\n", b"\r\n")),
        "file/stale",
    ),
    (
        "tag of another title",
        SOUND(more.tag_says("TIT2", "The Second Part")),
        f"tag/about {OTHER_BYTES} {OTHER_FEED}",
    ),
    (
        "tag without words",
        SOUND(more.tag_without("USLT")),
        f"tag/about {OTHER_BYTES} {OTHER_FEED}",
    ),
    (
        "tag with half a picture",
        SOUND(TAGGED(more.no_whole_picture)),
        f"tag/about {OTHER_BYTES} {OTHER_FEED}",
    ),
    (
        "chapter ends late in the tag",
        SOUND(TAGGED(more.ends_late)),
        f"chapters/ends {OTHER_BYTES} {OTHER_FEED}",
    ),
    (
        "book of another title",
        more.book_with(".opf", "<dc:title>Inv", "<dc:title>Unv"),
        "book/about",
    ),
    ("book without sound", more.of_the_other(BOOK, TEXT_BOOK), "book/about"),
    (
        "book leads elsewhere",
        more.book_with("nav.xhtml", "told-walking", "closing"),
        "book/leads book/called book/contents",
    ),
    ("sentence added to a book", faults.book(TOLD, "us go.", "us go. We wept."), "book/added"),
    ("picture of a book damaged", faults.book("cover.png", b"IDAT", b"IDAX"), "book/pictures"),
    (
        "book of another date",
        more.book_with(".opf", "<dc:date>2026", "<dc:date>2020"),
        "file/stale",
    ),
    (
        "date of an episode",
        more.in_part_one("<pubDate>Sun, 01 Mar 2026", "<pubDate>Sun, 01 Feb 2026"),
        f"tag/about {OTHER_FEED}",
    ),
    ("order of the episodes", more.out_of_order, f"feed/dates {OTHER_FEED}"),
    (
        "feed built in the future",
        more.matched(FEED, "<lastBuildDate>Mon, 02 Mar 2026", "<lastBuildDate>Fri, 02 Mar 2040"),
        f"feed/dates {OTHER_FEED}",
    ),
    (
        "transcript not named",
        more.in_part_one(r'<podcast:transcript [^>]*"text/vtt"[^>]*>', ""),
        f"feed/episodes {OTHER_FEED}",
    ),
    (
        "hash not named",
        more.in_part_one("<podcast:integrity[^>]*>", ""),
        f"feed/episodes {OTHER_FEED}",
    ),
    (
        "feed sends elsewhere",
        more.matched(
            FEED,
            "<docs>",
            "<itunes:new-feed-url>https://example.org/f.xml</itunes:new-feed-url><docs>",
        ),
        f"feed/leaving {OTHER_FEED}",
    ),
    ("archive in a circle", more.in_a_circle, f"feed/archive apple/episodes {OTHER_FEED}"),
    ("archive of another", more.of_another_show, f"feed/archive apple/episodes {OTHER_FEED}"),
    (
        "another guid of the show",
        faults.edited(FEED, "7f1c4d2e-3c36", "7f1c4d2f-3c36"),
        OTHER_FEED,
    ),
    (
        "page of the other episode in the feed",
        more.in_part_one("<link>([^<]*)one.html", r"<link>\1two.html"),
        f"page/episode page/sentences page/search {OTHER_FEED}",
    ),
]

ODD: list[tuple[str, Fault, str]] = [
    ("part of another place", _odd_sound(more.spanned("bytes 0-15/ALL")), "answer/range"),
    ("part of no place", _odd_sound(more.spanned("")), "answer/range"),
    ("part of who knows how much", _odd_sound(more.spanned("bytes FIRST-LAST/*")), "answer/range"),
    (
        "part of another type",
        _odd_sound(more.parts_with(Content_Type="text/plain")),
        "answer/range",
    ),
    ("part of another ETag", _odd_sound(more.parts_with(ETag='"other"')), "answer/range"),
    ("parts refused", _odd_sound(more.refused_parts), "answer/range"),
    (
        "ETag of each answer",
        _odd_sound(more.changing_tags()),
        "answer/range answer/head answer/etag",
    ),
    (
        "ETag of GET",
        _odd_sound(faults.headed("HEAD", ETag='"a"')),
        "answer/head answer/range answer/etag",
    ),
    ("nothing ever changes", _odd_sound(more.never_changed), "answer/unchanged"),
    ("the feed never changes", faults.odd(FEED, more.never_changed), "answer/unchanged"),
    ("apps are refused", _odd_sound(more.refusing_apps), "answer/apps"),
    ("no length", _odd_sound(more.unannounced), "answer/length"),
    (
        "no server of the web",
        _odd_sound(more.raw(b"220 ready\r\n")),
        "answer/unreachable page/link",
    ),
    (
        "many heads",
        _odd_sound(more.raw(b"HTTP/1.1 200 OK\r\n" + b"X-Y: z\r\n" * 5000 + b"\r\n")),
        "answer/unreachable page/link",
    ),
    (
        "a head without end",
        _odd_sound(more.raw(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000)),
        "answer/unreachable page/link",
    ),
    (
        "transcript packed so that few unpack it",
        faults.odd("feed/transcripts/one.txt", faults.headed(Content_Encoding="br")),
        "answer/broken-off page/link",
    ),
    (
        "text in other letters",
        faults.odd(
            "feed/transcripts/one.txt", faults.headed(Content_Type="text/plain; charset=latin1")
        ),
        "answer/type",
    ),
    (
        "page in other letters",
        faults.odd(ONE, faults.headed(Content_Type="text/html; charset=windows-1252")),
        "answer/type",
    ),
    (
        "page that is saved",
        faults.odd(HOME, faults.headed(Content_Disposition="attachment")),
        "answer/type",
    ),
    (
        "search of another type",
        faults.odd(SEARCHED, faults.headed(Content_Type="text/plain")),
        "answer/type",
    ),
    ("another length of a page", faults.odd(ONE, faults.announced(3, only="HEAD")), "answer/head"),
    ("page of a draft there", faults.there("feed/episodes/three.html"), "withdrawn/answers"),
    ("a granted script there", faults.there("scripts/leaving.md"), "withdrawn/answers"),
    ("an episode's file there", faults.there("episodes/one.yml"), "withdrawn/answers"),
    ("what git keeps there", faults.there(".git/config"), "withdrawn/answers"),
]

ALL = [*SERVER, *TEXTS, *PAGES, *BOOKS, *FILES, *MADE, *ODD]


@pytest.mark.parametrize(
    ("plant", "wanted"), [line[1:] for line in ALL], ids=[line[0] for line in ALL]
)
def test_a_fault_is_found_by_its_rule(host: Host, plant: Fault, wanted: str) -> None:
    plant(host)
    verified, _ = running.verify(host)
    # What damaged bytes sound like, with a question mark, hangs on the bytes.
    may = set(wanted.replace("?", "").split())
    must = {rule for rule in wanted.split() if not rule.endswith("?")}
    assert must <= running.rules(verified) <= may
    for finding in verified.findings:
        assert finding.what, finding.hint


def test_the_table_has_faults_of_every_kind() -> None:
    assert len(ALL) >= 220
    assert len({name for name, _, _ in ALL}) == len(ALL)


def test_no_rule_of_books_is_called_as_another() -> None:
    assert not set(table.RULES) & set(book_rules.RULES)


def test_every_rule_has_a_fault() -> None:
    shown = {rule for _, _, wanted in ALL for rule in wanted.replace("?", "").split()}
    # Those that need another server, or none, are in test_bounds.py.
    elsewhere = {
        "address/private",
        "answer/insecure",
        "answer/slow",
        "verify/limit",
    }
    assert set(table.RULES) - shown == elsewhere
