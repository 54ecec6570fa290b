/*
 * What a page can do where scripts run. Every page is complete without this file, which only adds:
 * a player whose voice can be followed in the transcript, and a search over the index.
 *
 * While a voice speaks nothing else does. The marks are attributes and classes, no live region
 * changes, the keyboard's focus stays where the listener has put it, and nothing scrolls unasked.
 * All words that are shown come from the page, in the page's language.
 */
'use strict';

(() => {
  /* Settings, and where a listener stopped. Without storage everything works but the remembering. */
  const memory = {
    get(name) {
      try {
        return localStorage.getItem(`passage:${name}`);
      } catch {
        return null;
      }
    },
    set(name, value) {
      try {
        localStorage.setItem(`passage:${name}`, value);
      } catch {
        // Full, or forbidden: it is a comfort, not a need.
      }
    },
    remove(name) {
      try {
        localStorage.removeItem(`passage:${name}`);
      } catch {
        // As above.
      }
    },
  };

  /* What one page of a long episode tells the next when it sends a listener there. */
  const turning = {
    tell(told) {
      try {
        sessionStorage.setItem('passage:turning', JSON.stringify(told));
      } catch {
        // Then the address alone has the moment, and nothing plays until it is asked to.
      }
    },
    /** What was told, once. */
    heed() {
      try {
        const told = JSON.parse(sessionStorage.getItem('passage:turning'));
        sessionStorage.removeItem('passage:turning');
        return told || {};
      } catch {
        return {};
      }
    },
  };

  /* ---- Moments, in seconds ---- */

  const CLOCK = /^(?:(?:(\d+):)?(\d{1,2}):)?(\d+(?:\.\d*)?)s?$/;
  const UNITS = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d*)?)s)?$/;

  /**
   * The moment that a fragment such as `#t=90`, `#t=1:30`, `#t=npt:0:01:30.5` or `#t=1m30s` names,
   * or null. An end after a comma is passed over. https://www.w3.org/TR/media-frags/#naming-time
   */
  function momentOf(fragment) {
    const told = new URLSearchParams(fragment.replace(/^#/, '')).get('t');
    const start = told?.replace(/^npt:/, '').split(',')[0];
    const found = told && (CLOCK.exec(start || '0') || UNITS.exec(start));
    if (!found) return null;
    const [hours, minutes, seconds] = found.slice(1).map((part) => Number(part || 0));
    return hours * 3600 + minutes * 60 + seconds;
  }

  /** Hours, minutes and seconds, each a whole number. */
  function partsOf(seconds) {
    const whole = Math.max(0, Math.floor(seconds));
    return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  }

  /** As on a clock: `02:05`, or `1:02:05`. */
  function onTheClock(seconds) {
    const [hours, ...rest] = partsOf(seconds);
    const told = rest.map((part) => String(part).padStart(2, '0')).join(':');
    return hours ? `${hours}:${told}` : told;
  }

  /** As it is said, `2 minutes 5 seconds`, in the page's words for one and for many of each. */
  function inWords(seconds, { hours, minutes, seconds: rest }) {
    const words = [hours, minutes, rest].map((unit) => (unit || '{n}').split('|'));
    const told = partsOf(seconds).map((n, place) => {
      const [one, many = one] = words[place];
      return n === 1 ? one : filled(many, { n });
    });
    const some = told.filter((_, place) => partsOf(seconds)[place]);
    return (some.length ? some : told.slice(-1)).join(' ');
  }

  /** A text of the page with its `{places}` filled in. */
  function filled(text, values) {
    return (text || '').replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
  }

  /* ---- The transcript: which sentence and which word is heard ---- */

  /** How long the last sentence of a page stays marked after its end, in seconds. */
  const LINGERS = 2;

  class Transcript {
    constructor(elements) {
      this.sentences = elements.map((element) => ({
        element,
        start: Number(element.dataset.t) / 1000,
        end: Number(element.dataset.e) / 1000,
      }));
      this.current = null;
      this.word = null;
      this.words = new Map();
    }

    /** The place of the last sentence that has begun, or -1. A sentence is heard until the next. */
    placeAt(seconds) {
      let low = 0;
      let high = this.sentences.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.sentences[middle].start <= seconds) low = middle + 1;
        else high = middle;
      }
      return low - 1;
    }

    /** The sentence around a node of the page. */
    around(node) {
      const element = node instanceof Element ? node : node?.parentElement;
      const found = element?.closest('.s[data-t]');
      return found && this.sentences.find((sentence) => sentence.element === found);
    }

    /** Mark what is heard at a moment; whether it is another sentence than before. */
    mark(seconds) {
      const place = this.placeAt(seconds);
      const found = this.sentences[place] || null;
      const last = place === this.sentences.length - 1;
      const heard = found && last && seconds > found.end + LINGERS ? null : found;
      const changed = heard !== this.current;
      if (changed) {
        this.current?.element.classList.remove('now');
        this.current?.element.removeAttribute('aria-current');
        heard?.element.classList.add('now');
        heard?.element.setAttribute('aria-current', 'true');
        this.current = heard;
      }
      this.markWord(seconds);
      return changed;
    }

    markWord(seconds) {
      const speaking = this.current && seconds <= this.current.end;
      const words = (speaking && this.words.get(this.current.element.id)) || [];
      const word = words.findLast((one) => one.start <= seconds) || null;
      if (word === this.word) return;
      this.word = word;
      underline(word && rangeOf(this.current.element, word));
    }

    /** Take the times of words from the captions, which the browser reads. */
    learn(cues) {
      for (const cue of cues) {
        // A sentence that is shown on several cards has the cues 12.1, 12.2 and so on.
        const id = `c${cue.id.split('.')[0]}`;
        const known = this.words.get(id) || [];
        this.words.set(id, [...known, ...wordsOf(cue, known.at(-1)?.to || 0)]);
      }
      for (const { element } of this.sentences) {
        // A sentence that says something else than its captions goes without.
        const told = this.words.get(element.id)?.map((word) => word.text).join('');
        if (told !== letters(element.textContent)) this.words.delete(element.id);
      }
    }
  }

  /** Text without its spaces, which are not the same in captions and on the page. */
  function letters(text) {
    return text.replace(/\s/g, '');
  }

  /**
   * Each word of a cue: when it begins, its letters, and where they stand among the sentence's. A
   * word goes on until the next time stamp, also where it is partly in another language.
   */
  function wordsOf(cue, from) {
    const words = [{ start: cue.startTime, text: '' }];
    const nodes = document.createTreeWalker(
      cue.getCueAsHTML(),
      NodeFilter.SHOW_TEXT | NodeFilter.SHOW_PROCESSING_INSTRUCTION,
    );
    while (nodes.nextNode()) {
      const { nodeType, data } = nodes.currentNode;
      if (nodeType === Node.TEXT_NODE) words.at(-1).text += letters(data);
      else words.push({ start: momentOf(`t=${data}`), text: '' });
    }
    let position = from;
    for (const word of words) {
      word.from = position;
      position += word.text.length;
      word.to = position;
    }
    return words.filter((word) => word.text);
  }

  /** Where the letters of a word stand on the page. */
  function rangeOf(element, { from, to }) {
    const range = document.createRange();
    const nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let counted = 0;
    while (nodes.nextNode()) {
      for (const { index } of nodes.currentNode.data.matchAll(/\S/g)) {
        if (counted === from) range.setStart(nodes.currentNode, index);
        counted += 1;
        if (counted === to) {
          range.setEnd(nodes.currentNode, index + 1);
          return range;
        }
      }
    }
    return null;
  }

  let wrapped = null;

  /** Mark a range as the word that is heard, and the one before no longer. */
  function underline(range) {
    if (globalThis.Highlight && CSS.highlights) {
      // This touches no node, so that nothing that reads the page aloud is told of a change.
      if (range) CSS.highlights.set('word', new Highlight(range));
      else CSS.highlights.delete('word');
      return;
    }
    if (wrapped) {
      const parent = wrapped.parentNode;
      wrapped.replaceWith(...wrapped.childNodes);
      parent.normalize();
      wrapped = null;
    }
    // A word that is partly in another language lies in two nodes, and goes without.
    if (range && range.startContainer === range.endContainer) {
      wrapped = document.createElement('span');
      wrapped.className = 'word';
      range.surroundContents(wrapped);
    }
  }

  /* ---- The player ---- */

  const STEP = 15;
  /** "Previous" goes to the beginning of what is heard, and to what was before it only this early. */
  const EARLY = 3;
  /** A moment is kept when it has moved on by so many seconds. */
  const KEPT_EVERY = 5;

  class Player {
    constructor(audio, template) {
      this.audio = audio;
      this.controls = template.content.firstElementChild.cloneNode(true);
      const sentences = [...document.querySelectorAll('#transcript .s[data-t]')];
      this.transcript = new Transcript(sentences);
      this.links = [...document.querySelectorAll('#chapters a[data-t]')];
      // Where one can step to: a moment, and the page on which it stands if that is another.
      this.chapters = this.links.map(({ dataset }) => stopAt(dataset.t, dataset.page));
      const own = this.transcript.sentences.map(({ start }) => ({ at: start, page: '' }));
      this.following = [...own, ...beside('after')];
      this.preceding = [...beside('before'), ...own];
      // One address may have many shows, and the pages of one long episode are one.
      const folder = new URL('.', location.href).pathname;
      this.name = folder + (document.getElementById('main')?.dataset.episode || location.pathname);
      this.kept = null;
      this.begun = false;
      this.shown = null;
    }

    start() {
      this.prepare();
      this.audio.after(this.controls);
      this.show(!this.audio.error);
      document.documentElement.classList.add('scripted');
      this.answerButtons();
      this.answerSlider();
      this.answerSettings();
      this.answerTranscript();
      this.answerKeys();
      this.watch();
      this.answerFragment();
      this.answerTurning();
      addEventListener('hashchange', () => this.answerFragment());
    }

    control(name) {
      return this.controls.querySelector(`[data-do="${name}"]`);
    }

    display(name) {
      return this.controls.querySelector(`[data-show="${name}"]`);
    }

    /** A moment in words. */
    said(seconds) {
      return inWords(seconds, this.controls.dataset);
    }

    on(name, act) {
      this.control(name)?.addEventListener('click', act);
    }

    /** Ours or the browser's own controls, never both; its own where the audio does not load. */
    show(ours) {
      this.controls.hidden = !ours;
      this.audio.controls = !ours;
    }

    /** What is in the template and cannot be used here is taken out before anyone meets it. */
    prepare() {
      const resume = this.control('resume');
      const at = Number(memory.get(`at:${this.name}`));
      if (resume && !(at > 0)) resume.remove();
      if (resume && at > 0) {
        resume.hidden = false;
        resume.textContent = filled(resume.dataset.text, { at: this.said(at) });
        // It stays when it was used: a button that goes away takes the focus with it.
        resume.addEventListener('click', () => this.playFrom(at));
      }
      for (const [names, moments] of [
        [['previous', 'next'], this.chapters],
        [['sentence-back', 'sentence-forward'], this.transcript.sentences],
      ]) {
        if (!moments.length) for (const name of names) this.control(name)?.remove();
      }
      if (!this.transcript.sentences.length) this.control('follow')?.closest('label')?.remove();
    }

    get now() {
      return this.audio.currentTime;
    }

    get length() {
      const known = this.audio.duration;
      return Number.isFinite(known) ? known : Number(this.control('seek')?.max || 0);
    }

    seek(seconds) {
      this.audio.currentTime = Math.min(Math.max(0, seconds), this.length || seconds);
      this.begun = true;
      this.update();
    }

    play() {
      // A browser may refuse; then nothing plays, and the button still says so.
      this.audio.play().catch(() => {});
    }

    playFrom(seconds) {
      this.seek(seconds);
      this.play();
    }

    toggle() {
      if (this.audio.paused) this.play();
      else this.audio.pause();
    }

    /** Go to the beginning of the next of these stops, or of this one or the one before. */
    step(stops, forward) {
      const begun = stops.findLastIndex((stop) => stop.at <= this.now);
      const early = begun >= 0 && this.now - stops[begun].at < EARLY;
      const place = forward ? begun + 1 : Math.max(0, begun - (early ? 1 : 0));
      const outermost = forward ? stops.at(-1) : stops[0];
      const isOutside = forward ? place === stops.length : begun < 0;
      const { at, page } = stops[place] || {};
      // The voice is beyond this page: go where it is.
      if (isOutside && outermost?.page) this.turn(outermost.page, this.now);
      else if (page) this.turn(page, at);
      else if (at !== undefined) this.seek(at);
    }

    /**
     * Go on with another page of this episode. The address has the moment; whether a voice was
     * speaking, and what had the focus, waits for that page.
     */
    turn(page, seconds, playing = !this.audio.paused) {
      const { dataset } = document.activeElement || document.body;
      turning.tell({ name: this.name, playing, button: dataset.do, chapter: dataset.t });
      this.audio.pause();
      this.seek(seconds);
      location.assign(new URL(`${page}#t=${Number(seconds.toFixed(3))}`, location.href));
    }

    /** Whoever turned to this page while a voice spoke goes on hearing it. */
    answerTurning() {
      const { name, playing, button, chapter } = turning.heed();
      if (name !== this.name) return;
      const link = chapter && this.links.find((one) => one.dataset.t === chapter);
      (link || (button && this.control(button)))?.focus();
      if (playing) this.play();
    }

    answerButtons() {
      this.on('play', () => this.toggle());
      this.on('back', () => this.seek(this.now - STEP));
      this.on('forward', () => this.seek(this.now + STEP));
      this.on('previous', () => this.step(this.chapters, false));
      this.on('next', () => this.step(this.chapters, true));
      this.on('sentence-back', () => this.step(this.preceding, false));
      this.on('sentence-forward', () => this.step(this.following, true));
      this.on('share', () => this.share());
    }

    answerSlider() {
      const slider = this.control('seek');
      slider?.addEventListener('input', () => {
        this.seek(Number(slider.value));
        this.tellPosition();
      });
      // It stands still while it has the focus, see update(): it goes on from where the voice is.
      const catchUp = () => this.tellPosition();
      slider?.addEventListener('keydown', catchUp);
      slider?.addEventListener('blur', catchUp);
    }

    answerSettings() {
      const speed = this.control('speed');
      const follow = this.control('follow');
      const wished = memory.get('speed');
      if (speed && [...speed.options].some((option) => option.value === wished)) {
        speed.value = wished;
      }
      const apply = () => {
        // The default holds when the browser loads the audio anew.
        this.audio.defaultPlaybackRate = this.audio.playbackRate = Number(speed.value);
      };
      if (speed) apply();
      speed?.addEventListener('change', () => {
        apply();
        memory.set('speed', speed.value);
      });
      if (follow) follow.checked = memory.get('follow') === 'yes';
      follow?.addEventListener('change', () => {
        memory.set('follow', follow.checked ? 'yes' : 'no');
        if (follow.checked) this.follow();
      });
    }

    /*
     * Hearing from a sentence on. Sentences are text: no role, no tab stop, and no listener of their
     * own, for which screen readers would say "clickable" a thousand times. One listener on the
     * document hears a click, a tap, a screen reader's activation of the text it stands on, and
     * Enter at the text cursor (caret browsing, and Orca, which moves it). The keyboard alone steps
     * by sentence in the player, and finds a button below each heading.
     */
    answerTranscript() {
      document.addEventListener('click', (event) => this.answerClick(event));
      document.addEventListener('keydown', (event) => this.answerEnter(event));
      const label = this.controls.dataset.here;
      if (!label) return;
      for (const heading of document.querySelectorAll('#transcript .chapter h3')) {
        const chapter = heading.closest('.chapter');
        const first = this.transcript.around(chapter.querySelector('.s[data-t]'));
        if (!first) continue;
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'here';
        button.textContent = label;
        // An empty one would say that nobody knows the language.
        if (this.controls.lang) button.lang = this.controls.lang;
        heading.id ||= `${first.element.id}-heading`;
        button.id = `${heading.id}-here`;
        button.setAttribute('aria-labelledby', `${button.id} ${heading.id}`);
        button.addEventListener('click', () => this.playFrom(first.start));
        heading.after(button);
      }
    }

    answerClick(event) {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const target = event.target instanceof Element ? event.target : null;
      const link = target?.closest('#chapters a[data-t]');
      if (link) {
        event.preventDefault();
        const { at, page } = stopAt(link.dataset.t, link.dataset.page);
        if (page) this.turn(page, at, true);
        else this.playFrom(at);
        return;
      }
      // Who selects words wants to keep them, not to hear them.
      if (target?.closest('a, button, input, label, select') || !getSelection().isCollapsed) return;
      const sentence = this.transcript.around(target);
      if (sentence) this.playFrom(sentence.start);
    }

    answerEnter(event) {
      if (event.key !== 'Enter' || event.repeat || event.isComposing) return;
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if (document.activeElement && document.activeElement !== document.body) return;
      const selection = getSelection();
      const sentence = selection.isCollapsed && this.transcript.around(selection.anchorNode);
      if (sentence) this.playFrom(sentence.start);
    }

    /* The keys for media on keyboards and headsets, and what a locked screen shows. */
    answerKeys() {
      const session = navigator.mediaSession;
      if (!session || !globalThis.MediaMetadata) return;
      session.metadata = new MediaMetadata(this.metadata());
      const actions = {
        play: () => this.play(),
        pause: () => this.audio.pause(),
        seekbackward: ({ seekOffset }) => this.seek(this.now - (seekOffset || STEP)),
        seekforward: ({ seekOffset }) => this.seek(this.now + (seekOffset || STEP)),
        seekto: ({ seekTime }) => this.seek(seekTime),
        previoustrack: () => this.step(this.chapters, false),
        nexttrack: () => this.step(this.chapters, true),
      };
      for (const [name, act] of Object.entries(actions)) {
        try {
          session.setActionHandler(name, act);
        } catch {
          // Browsers refuse the actions that they do not know.
        }
      }
    }

    metadata() {
      const text = (selector) => document.querySelector(selector)?.textContent.trim() || '';
      const picture = document.querySelector('#main img')?.src || '';
      // Of a page in a folder browsers take no picture for this, and say so for each chapter.
      const artwork = picture.startsWith('http') ? [{ src: picture }] : [];
      return {
        title: text('#main h1'),
        artist: document.querySelector('#main')?.dataset.narrators || '',
        album: document.querySelector('#main')?.dataset.show || text('body > header a:not(.skip)'),
        artwork,
        chapterInfo: this.links.map((link, place) => ({
          title: link.textContent.trim(),
          startTime: this.chapters[place].at,
          artwork,
        })),
      };
    }

    /* What the audio does, whoever asked it to. */
    watch() {
      const { audio } = this;
      let waiting = 0;
      const frame = () => {
        this.update();
        waiting = audio.paused ? 0 : requestAnimationFrame(frame);
      };
      const hear = (names, act) => names.forEach((name) => audio.addEventListener(name, act));
      hear(['play', 'pause', 'ended'], () => this.tellPlaying());
      hear(['play'], () => {
        this.begun = true;
        this.learnWords();
        waiting ||= requestAnimationFrame(frame);
      });
      // A page in the background draws no frames; the audio still tells where it is.
      hear(['timeupdate', 'seeked', 'durationchange'], () => this.update());
      hear(['pause'], () => this.keep());
      hear(['ended'], () => memory.remove(`at:${this.name}`));
      hear(['error'], () => this.show(false));
      hear(['loadedmetadata'], () => this.show(true));
      addEventListener('pagehide', () => this.keep());
      this.update();
    }

    tellPlaying() {
      const button = this.control('play');
      const { paused } = this.audio;
      if (button) button.textContent = paused ? button.dataset.play : button.dataset.pause;
      if (navigator.mediaSession) {
        navigator.mediaSession.playbackState = paused ? 'paused' : 'playing';
      }
    }

    update() {
      if (this.begun && this.transcript.mark(this.now)) this.follow();
      const second = `${Math.floor(this.now)} ${Math.floor(this.length)}`;
      if (second === this.shown) return;
      this.shown = second;
      const clock = this.display('time');
      if (clock) clock.textContent = `${onTheClock(this.now)} / ${onTheClock(this.length)}`;
      // Of a slider that has the focus screen readers tell every change, over the voice.
      if (this.control('seek') !== document.activeElement) this.tellPosition();
      if (!this.audio.paused && Math.abs(this.now - (this.kept ?? -KEPT_EVERY)) >= KEPT_EVERY) {
        this.keep();
      }
    }

    tellPosition() {
      const slider = this.control('seek');
      if (!slider) return;
      slider.value = Math.floor(this.now);
      const values = { now: this.said(this.now), all: this.said(this.length) };
      slider.setAttribute('aria-valuetext', filled(slider.dataset.text, values));
      if (navigator.mediaSession?.setPositionState && Number.isFinite(this.audio.duration)) {
        navigator.mediaSession.setPositionState({
          duration: this.audio.duration,
          playbackRate: this.audio.playbackRate,
          position: Math.min(this.now, this.audio.duration),
        });
      }
    }

    /** Remember the moment, once somebody has listened. */
    keep() {
      if (!this.audio.played.length || this.audio.ended) return;
      this.kept = this.now;
      memory.set(`at:${this.name}`, String(Math.floor(this.now)));
    }

    follow() {
      const element = this.transcript.current?.element;
      if (!element || !this.control('follow')?.checked) return;
      bringIntoSight(element);
    }

    /** The times of words are fetched when somebody listens; without them sentences are marked. */
    learnWords() {
      const captions = document.querySelector('link[rel~="alternate"][type="text/vtt"]');
      if (this.captions || !captions) return;
      this.captions = document.createElement('track');
      this.captions.kind = 'metadata';
      this.captions.addEventListener('load', () => {
        this.transcript.learn(this.captions.track.cues);
        this.captions.remove();
      });
      this.captions.src = captions.href;
      this.audio.append(this.captions);
      this.captions.track.mode = 'hidden';
    }

    /** Go to the moment that the address names and mark it. Whoever follows a link did not ask for
        a voice, so it waits for them. */
    answerFragment() {
      const moment = momentOf(location.hash);
      if (moment === null) return;
      const page = this.pageOf(moment);
      if (page) {
        location.replace(new URL(`${page}${location.hash}`, location.href));
        return;
      }
      this.seek(moment);
      const element = this.transcript.current?.element;
      if (element) bringIntoSight(element);
    }

    /** The page of this episode on which a moment is told; nothing where that is this one. */
    pageOf(seconds) {
      const { sentences } = this.transcript;
      const [before] = beside('before');
      const [after] = beside('after');
      if (!sentences.length) return '';
      if (after && seconds >= after.at) {
        const later = ({ at, page }) => page && at > sentences.at(-1).start && at <= seconds;
        return (this.chapters.findLast(later) || after).page;
      }
      // A chapter begins a little before its first sentence.
      const own = this.chapters.filter(({ page }) => !page).map(({ at }) => at);
      if (before && seconds < Math.min(sentences[0].start, ...own)) {
        return (this.chapters.findLast(({ at, page }) => page && at <= seconds) || before).page;
      }
      return '';
    }

    /** A link to where the sentence begins that is heard: nobody's words begin in the middle. */
    async share() {
      const page = this.pageOf(this.now);
      const sentence = this.begun && !page && this.transcript.current;
      const seconds = Number((sentence ? sentence.start : this.now).toFixed(3));
      const link = new URL(`${page}#t=${seconds}`, location.href).href;
      const told = this.display('shared');
      let copied = true;
      try {
        await navigator.clipboard.writeText(link);
      } catch {
        copied = false;
      }
      try {
        history.replaceState(history.state, '', link);
      } catch {
        // The clipboard has it, or the text below does.
      }
      if (!told) return;
      told.hidden = false;
      told.textContent = copied ? told.dataset.copied || told.dataset.text || '' : link;
    }
  }

  function stopAt(milliseconds, page) {
    return { at: Number(milliseconds) / 1000, page: page || '' };
  }

  /** The sentence next to those of this page, on the page before or after it. */
  function beside(side) {
    const { dataset } = document.getElementById('main');
    return dataset[side] ? [stopAt(dataset[`${side}T`], dataset[side])] : [];
  }

  function bringIntoSight(element) {
    const { top, bottom } = element.getBoundingClientRect();
    if (top >= innerHeight * 0.15 && bottom <= innerHeight * 0.75) return;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    element.scrollIntoView({ block: 'center', behavior: still ? 'auto' : 'smooth' });
  }

  /* ---- The search ---- */

  /** Letters without accents, capitals and what is not seen, so that `Yöngpyong` is found by
      `yongpyong`, and with the apostrophe that keyboards have. */
  function folded(text) {
    const letters = (text || '').normalize('NFKD').replace(/[\p{M}\p{Cf}]/gu, '');
    return letters.replace(/[‘’ʼ]/g, "'").toLowerCase();
  }

  class Search {
    constructor(template, lists) {
      this.lists = lists;
      template.after(template.content.cloneNode(true));
      this.form = template.nextElementSibling;
      this.field = this.form.querySelector('input[type="search"]');
      this.status = this.form.querySelector('[data-show="count"]');
      this.results = this.form.querySelector('[data-show="results"]');
      // On submitting, not with every key: results that change while someone types speak into it.
      this.form.addEventListener('submit', (event) => {
        event.preventDefault();
        this.search();
      });
    }

    /** Entries that have all the words somewhere, in the order of the index. */
    async search() {
      const words = folded(this.field.value).split(/\s+/).filter(Boolean);
      if (words.length && !(await this.load())) {
        this.show([], false);
        this.status.textContent = this.status.dataset.failed;
        return;
      }
      const has = (entry) => words.every((word) => entry.all.includes(word));
      const found = words.length ? this.entries.filter(has) : [];
      this.show(found, words.length > 0);
      this.tell(words.length ? found.length : null);
    }

    /** Read the index, once; whether it is there. From a folder browsers do not read it. */
    async load() {
      try {
        const { entries } = this.entries ? this : await (await fetch(this.form.dataset.index)).json();
        this.entries = entries;
      } catch {
        return false;
      }
      for (const entry of this.entries) {
        entry.all ??= folded([entry.t, entry.n, entry.p, entry.s, entry.c, entry.w].join(' '));
      }
      return true;
    }

    /** Results in the place of the lists, or the lists again. */
    show(found, instead) {
      this.results.replaceChildren(...found.map((entry) => this.told(entry)));
      for (const list of this.lists) list.hidden = instead;
    }

    told(entry) {
      const item = document.createElement('li');
      const link = document.createElement('a');
      // The addresses of the index are those below the folder of this page.
      link.href = entry.u;
      link.textContent = entry.t;
      const about = [entry.n, entry.p, entry.s].filter(Boolean).join(' · ');
      item.append(link, about ? ` (${about})` : '');
      if (entry.l) item.lang = entry.l;
      return item;
    }

    /** Say the number of results once, in the words of the page. */
    tell(count) {
      const { none, one, many } = this.status.dataset;
      const text = count === 0 ? none : count === 1 ? one : filled(many, { n: count });
      this.status.textContent = count === null ? '' : text;
    }
  }

  const audio = document.getElementById('audio');
  const controls = document.getElementById('controls');
  if (audio && controls) new Player(audio, controls).start();

  const form = document.getElementById('search-form');
  if (form) new Search(form, document.querySelectorAll('#index, .pager'));
})();
