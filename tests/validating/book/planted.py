"""Single faults as an examiner plants them: the file, what is changed in it, and what finds it."""

from __future__ import annotations

OPF, NAV, CSS = "EPUB/package.opf", "EPUB/nav.xhtml", "EPUB/book.css"
TOLD, SMIL = "EPUB/one/told-leaving.xhtml", "EPUB/one/told-leaving.smil"
OPENING, COVER = "EPUB/one/opening.xhtml", "EPUB/cover.xhtml"

_LAST = '<span id="c9">Nobody saw us go.</span>'
_PAR = '<par id="p3"><text src="told-leaving.xhtml#c8"/>'
_FEATURE = '<meta property="schema:accessibilityFeature">'
_MODE = '<meta property="schema:accessMode">'
_HAZARD = '<meta property="schema:accessibilityHazard">'
_LEAVING, _REPORT = 'href="one/told-leaving.xhtml"', 'href="one/told-report.xhtml"'

OVERLAYS: list[tuple[str, str, str, str]] = [
    (SMIL, 'clipBegin="00:00:09.600"', 'clipBegin="npt=9.600s"', "clock duration total"),
    (SMIL, 'clipBegin="00:00:09.600"', 'clipBegin="0:9.600"', "clock duration total"),
    (SMIL, 'clipBegin="00:00:09.600"', 'clipBegin=""', "clock duration total"),
    (SMIL, 'clipBegin="00:00:09.600"', 'clipBegin="-9.600s"', "clock duration total"),
    (SMIL, 'clipBegin="00:00:09.600"', "", "clip-overlap duration total"),
    (SMIL, ' clipEnd="00:00:11.100"', "", "clock duration total"),
    (SMIL, _PAR, _PAR + '<text src="told-leaving.xhtml#c9"/>', "smil"),
    (SMIL, '<text src="told-leaving.xhtml#c8"/>', "", "smil target unnarrated"),
    (SMIL, _PAR, "<seq>" + _PAR, "xml clip-gap duration total"),
    (SMIL, "<body", "<head/><body", ""),
    (SMIL, "<par", "<video/><par", "smil"),
    (SMIL, 'version="3.0"', 'version="2.0"', "smil"),
    (SMIL, 'id="p4"', 'id="p3"', "ids"),
    (SMIL, 'textref="told-leaving.xhtml"', 'textref="told-nobody.xhtml"', "target"),
    (SMIL, 'textref="told-leaving.xhtml"', 'textref="told-report.xhtml"', "target"),
    (SMIL, 'textref="told-leaving.xhtml"', 'textref="told-leaving.xhtml#c99"', "target"),
    (SMIL, "one-0123abcd.mp3", "One-0123abcd.mp3", "audio clip-gap"),
    (SMIL, "one-0123abcd.mp3", "one-0123abcd.mp3#t=1", "audio clip-gap"),
    (SMIL, "one-0123abcd.mp3", "two-0123abcd.mp3", "clip-gap clip-overlap"),
    (OPF, 'refines="#o.one.closing"', 'refines="o.one.closing"', "duration"),
    (OPF, '<meta property="media:duration">', ('<meta property="media:duration">1s</meta>'
          '<meta property="media:duration">'), "total"),
    (OPF, '<meta property="media:duration">', ('<meta property="media:duration" '
          'refines="#o.nobody">1s</meta><meta property="media:duration">'), "duration"),
]  # fmt: skip

PACKAGE: list[tuple[str, str, str, str]] = [
    ("META-INF/container.xml", "oebps-package+xml", "xml", "container"),
    ("META-INF/container.xml", "</rootfiles>", ('<rootfile full-path="EPUB/x.opf" media-type='
                               '"application/oebps-package+xml"/></rootfiles>'), "container"),
    (OPF, "-03-03T09:00:00Z</meta>", "-13-45T09:00:00Z</meta>", "metadata"),
    (OPF, 'unique-identifier="identifier"', 'unique-identifier="other"', "metadata"),
    (OPF, 'version="3.0"', 'version="2.0"', "metadata"),
    (OPF, 'refines="#conformance"', 'refines="#nobody"', "metadata"),
    (OPF, "<dc:creator>Nobody</dc:creator>", "", "described"),
    (OPF, ' properties="cover-image"', "", "described"),
    (OPF, "<dc:language>ko</dc:language>", "", "languages"),
    (OPF, "<dc:language>ko", "<dc:language>de</dc:language><dc:language>ko", "languages"),
    (OPF, "<dc:language>ko</dc:language>", "<dc:language>Korean</dc:language>", "languages"),
    (OPF, "<dc:language>en</dc:language>\n<dc:language>ko</dc:language>",
          "<dc:language>ko</dc:language>\n<dc:language>en</dc:language>", "languages"),
    (OPF, 'id="css" href="book.css"', ('id="css" href="book.css" media-type="text/css"/>'
          '<item id="css2" href="book.css"'), "manifest"),
    (OPF, '<item id="css" ', "<item ", "manifest"),
    (OPF, 'media-type="audio/mpeg"', 'media-type="audio/mp4"', "media-type"),
    (OPF, 'media-type="audio/mpeg"', 'media-type="audio/wav"', "media-type"),
    (OPF, 'href="cover.xhtml" ', 'href="cover.xhtml" properties="scripted" ', "active-content"),
    (OPF, '<itemref idref="t.two.closing"/>', "", "clip-gap spine"),
    (OPF, '<itemref idref="cover"/>', '<itemref idref="cover"/><itemref idref="cover"/>', "spine"),
    (OPF, 'idref="t.one.told-leaving"', 'idref="t.one.told-leaving" linear="no"', "spine"),
    (OPF, 'idref="cover"', 'idref="cover" linear="maybe"', "spine"),
    (OPF, "progression-direction=\"ltr\"", "progression-direction=\"rtl\"", "direction"),
    (OPF, "progression-direction=\"ltr\"", "progression-direction=\"left\"", "direction"),
    (OPF, _MODE + "auditory", f"{_MODE}visual</meta>{_MODE}auditory", "claims"),
    (OPF, _MODE + "auditory", _MODE + "telepathic", "claims"),
    (OPF, _MODE + "textual</meta>", "", "claims"),
    (OPF, "Sufficient\">textual</meta>", "Sufficient\">tactile</meta>", "claims"),
    (OPF, _FEATURE + "synchronizedAudioText</meta>", "", "claims"),
    (OPF, _FEATURE + "unlocked", _FEATURE + "pageNavigation", "claims"),
    (OPF, _FEATURE + "unlocked", _FEATURE + "braille", "claims"),
    (OPF, _FEATURE + "unlocked", _FEATURE + "signLanguage", "claims"),
    (OPF, _FEATURE + "unlocked", _FEATURE + "ttsMarkup", "claims"),
    (OPF, _FEATURE + "unlocked", _FEATURE + "none", "claims"),
    (OPF, _HAZARD + "noSoundHazard", _HAZARD + "safe", "claims"),
    (OPF, _HAZARD + "noSoundHazard", _HAZARD + "flashing", "claims"),
    (OPF, '<meta property="media:active', ('<meta property="rendition:layout">pre-paginated</meta>'
          '<meta property="media:active'), "claims"),
    (OPF, '<meta property="media:active', ('<meta property="pageBreakSource">urn:x</meta>'
          '<meta property="media:active'), "claims"),
    (OPF, ">Passage</meta>", "></meta>", "accessibility"),
    (OPF, "WCAG 2.2 Level AA", "WCAG 2.9 Level AA", "accessibility"),
]  # fmt: skip

DOCUMENTS: list[tuple[str, str, str, str]] = [
    (TOLD, "<title>Title of leaving</title>", "<title/>", "title"),
    (TOLD, _LAST, '<span id="c9"></span>', "target"),
    (TOLD, _LAST, f'{_LAST}<img src="../cover.png" alt="A secret."/>', "unnarrated"),
    (TOLD, '</span> <span id="c9">', '</span><span id="c9">', "apart"),
    (TOLD, '<span id="c9">', '<span id="c9" hidden="">', "hidden"),
    (TOLD, '<span id="c9">', '<span id="c9" aria-hidden="true">', "hidden"),
    (TOLD, '<span id="c9">', '<span id="c9" inert="">', "hidden"),
    (TOLD, '<span id="c9">', '<span id="c9" aria-label="Somebody saw us.">', "hidden"),
    (TOLD, _LAST, f"<details>{_LAST}</details>", "hidden"),
    (TOLD, _LAST, f"<template>{_LAST}</template>", "hidden"),
    (TOLD, '<span id="c9">', '<span id="c9" style="display:none">', "style"),
    (TOLD, '<span id="c9">', '<span id="c9" style="visibility: hidden">', "style"),
    (TOLD, "</head>", "<style>#c9 { opacity: 0 }</style></head>", "style"),
    (CSS, "dt {", "p { display: none; } dt {", "style"),
    (CSS, "dt {", "section p > #c9 { font-size: 0; } dt {", "style"),
    (CSS, "dt {", "p::before { content: 'They say: '; } dt {", "style"),
    (CSS, "dt {", "body { direction: rtl; } dt {", "style"),
    (CSS, "dt {", "p { animation: shake 1s; } dt {", "style"),
    (CSS, "background-color: #ffe08a;", "visibility: hidden;", "style"),
    (CSS, "dt {", "@import 'https://example.org/x.css'; dt {", "active-content"),
    (CSS, "dt {", "body { background: url(nothing.png) } dt {", "link"),
    (TOLD, '<link rel="stylesheet" type="text/css" href="../book.css"/>', "", "active-class"),
    (TOLD, ' xml:lang="en" dir', " dir", "both-languages"),
    (TOLD, '<span id="c9">', '<span id="c9" lang="" xml:lang="">', "language"),
    (TOLD, '<span id="c9">', '<span id="c9" lang="xx" xml:lang="xx">', "language languages"),
    (TOLD, '<span id="c9">', '<span id="c9" lang="ko" xml:lang="ko">', "letters"),
    (TOLD, '<span id="c9">', '<span id="c9" lang="fr" xml:lang="fr">', "languages"),
    (TOLD, '<span id="c9">', '<span id="c9" dir="rtl">', "direction"),
    (TOLD, '<span id="c9">', '<span id="c9" dir="up">', "direction"),
    (TOLD, "Nobody saw us go.", '<bdo dir="ltr">Nobody saw us go.</bdo>', "direction"),
    (TOLD, 'aria-labelledby="heading"', 'aria-labelledby="nothing"', "link"),
    (TOLD, ' epub:type="chapter"', "", "semantics"),
    (TOLD, 'epub:type="chapter"', 'epub:type="chaptre"', "semantics"),
    (TOLD, 'role="doc-chapter"', 'role="doc-chaptre"', "semantics"),
    (TOLD, '<h2 id="heading">', '<h2 id="heading" role="presentation">', "headings"),
    (COVER, "A line over &lt;dark&gt; hills.", "", "alt"),
    (COVER, "A line over &lt;dark&gt; hills.", "  ", "alt"),
    (COVER, "A line over &lt;dark&gt; hills.", "cover.png", "alt"),
    (COVER, 'src="cover.png"', 'src="cover.png" srcset="//example.org/x.png"', "active-content"),
    (TOLD, "</head>", '<meta http-equiv="refresh" content="0"/></head>', "active-content"),
    (TOLD, "<head>", '<head><base href="./"/>', "active-content"),
    (TOLD, "<html", '<?xml-stylesheet href="https://example.org/x.css"?><html', "active-content"),
    (TOLD, "Nobody saw us go.", "<marquee>Nobody saw us go.</marquee>", "active-content"),
    (TOLD, "<section", '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg><section',
           "active-content"),
    (TOLD, "<section", ('<svg xmlns="http://www.w3.org/2000/svg" xmlns:x='
           '"http://www.w3.org/1999/xlink"><a x:href="javascript:x"/></svg><section'),
           "active-content"),
    (NAV, _REPORT, 'href="java&#9;script:x"', "active-content contents"),
    (NAV, _REPORT, 'href="vbscript:x"', "active-content contents"),
    (NAV, _REPORT, _REPORT + ' ping="https://example.org/"', "active-content"),
    (TOLD, 'encoding="UTF-8"', 'encoding="ISO-8859-1"', "xml"),
    (TOLD, "www.w3.org/1999/xhtml", "www.w3.org/1999/xhtm", "active-class title xml"),
    (NAV, _REPORT, _LEAVING, "called contents"),
    (NAV, _REPORT, 'href="cover.xhtml"', "called contents"),
    (NAV, _REPORT, 'href="https://example.org/"', "contents"),
    (NAV, _REPORT, 'href="one/told-report.smil"', "called contents"),
    (NAV, ' epub:type="toc"', "", "contents"),
    (NAV, "Bo, left in 1999.", "Bo, left in 1998.", "called"),
    (NAV, '<a href="two/opening.xhtml"><span id="n10">Episode 3: Part Two.</span></a>',
          '<span><span id="n10">Episode 3: Part Two.</span></span>', ""),
]  # fmt: skip

FAULTS = [*OVERLAYS, *PACKAGE, *DOCUMENTS]
