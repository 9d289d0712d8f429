// The front end of the course: a pen that marks words of an article, and keepers that keep answers and events in this browser.
// Offsets are counted in code points, as Python counts them; which runs of them are words and sentences is Python's to say.

function make(tag, properties = {}, ...children) {
  const { className = "", ...others } = properties;
  const node = Object.assign(document.createElement(tag), others);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

function button(label, act, title = "") {
  const node = make("button", { type: "button", textContent: label, title, onclick: act });
  if (title) node.setAttribute("aria-label", title);
  return node;
}

/** The text in pieces: words, quotation marks, what stands between them; `word` is the number of a word, else -1. */
function piecesOf(letters, words, quotes) {
  const numbers = new Map(words.map(([start], number) => [start, number]));
  const edges = new Set([0, letters.length, ...words.flat(), ...quotes.flatMap(([start, end]) => [start, end])]);
  const cuts = [...edges].sort((one, other) => one - other);
  return cuts.slice(1).map((end, at) => ({ start: cuts[at], end, word: numbers.get(cuts[at]) ?? -1 }));
}

function pen({ model, el }) {
  const parts = model.get("parts");
  const noun = model.get("noun");
  // Whether each mark is a row of its own, and not a part of one.
  const alone = parts.length === 1 || model.get("apart");
  let letters, words, quotes, sentences, pieces, pieceOf, painted, selected;
  let rows = model.get("rows"), current = -1, chosen = false, past = [], future = [];
  let at = -1, anchor = -1, armed = false, touched = false;

  const page = make("div", { className: "course-pen-text", tabIndex: 0 });
  page.setAttribute("role", "textbox");
  page.setAttribute("aria-multiline", "true");
  page.setAttribute("aria-readonly", "true");
  const list = make("ol", { className: "course-pen-list" });
  // What is marked in a single place is shown where it is filled in.
  list.hidden = model.get("single");
  const told = make("div", { className: "course-pen-told" });
  told.setAttribute("role", "status");

  const say = (sentence) => (told.textContent = sentence);
  const short = (text) => (text.length > 80 ? `${text.slice(0, 77)}…` : text);
  const textOf = ([start, end]) => letters.slice(start, end).join("").replace(/[\s\f]+/g, " ").trim();
  const nameOf = (row) => `${noun} ${row + 1}`;
  const isEmpty = (row) => Object.keys(row.parts).length === 0;
  const partOf = (name) => parts.find((part) => part.name === name);

  function build() {
    letters = Array.from(model.get("text"));
    [words, quotes, sentences] = ["words", "quotes", "sentences"].map((name) => model.get(name));
    pieces = piecesOf(letters, words, quotes);
    pieceOf = [];
    let paragraph = make("p");
    const paragraphs = [paragraph];
    pieces.forEach((piece, place) => {
      if (piece.word >= 0) pieceOf[piece.word] = place;
      const text = letters.slice(piece.start, piece.end).join("");
      if (/[\n\r\f]/.test(text)) {
        // What stands in one piece with a break goes with the line that it ends, or begins.
        const [before, after] = [text.match(/^[^\n\r\f]*/)[0], text.match(/[^\n\r\f]*$/)[0]];
        paragraph.append(before);
        paragraphs.push((paragraph = make("p")));
        paragraph.append(after.trimStart());
        piece.node = null;
        return;
      }
      piece.node = make("span", { textContent: text });
      piece.node.dataset.piece = place;
      paragraph.append(piece.node);
    });
    page.setAttribute("aria-label", model.get("label"));
    page.scrollTop = 0;
    say("");
    page.replaceChildren(...paragraphs.filter((each) => each.textContent.trim()));
    painted = new Map();
    selected = new Set();
    [at, anchor, armed, current, past, future] = [-1, -1, false, -1, [], []];
    rows = model.get("rows");
    show();
  }

  const placeOf = (offset) => {
    let [low, high] = [0, pieces.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pieces[middle].end <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  /** All marks, the shortest last, so that of marks inside one another the innermost is seen. */
  const marksOf = () =>
    rows
      .flatMap((row, number) => Object.entries(row.parts).map(([name, [start, end]]) => ({ number, name, start, end })))
      .sort((one, other) => other.end - other.start - (one.end - one.start));

  function paint() {
    const now = new Map();
    const many = rows.length > 1 && !model.get("apart");
    for (const mark of marksOf()) {
      const part = partOf(mark.name);
      const first = placeOf(mark.start);
      for (let place = first; place < pieces.length && pieces[place].start < mark.end; place++) {
        const letter = (place === first ? `${part.letter}${many ? mark.number + 1 : ""}` : "") + (now.get(place)?.letter ?? "");
        now.set(place, { name: mark.name, letter, current: mark.number === current });
      }
    }
    const looks = new Map([...now].map(([place, look]) => [place, `${look.name} ${look.letter} ${look.current}`]));
    for (const place of new Set([...painted.keys(), ...looks.keys()])) {
      if (painted.get(place) !== looks.get(place) && pieces[place].node) dress(pieces[place].node, now.get(place));
    }
    painted = looks;
  }

  function dress(node, look) {
    const part = look && partOf(look.name);
    node.style.borderBottom = part ? part.line : "";
    node.style.backgroundColor = part ? part.tint : "";
    node.classList.toggle("course-pen-current", Boolean(look?.current));
    if (look?.letter) node.dataset.letter = look.letter;
    else delete node.dataset.letter;
  }

  function select() {
    const [low, high] = [Math.min(at, anchor), Math.max(at, anchor)];
    const now = new Set();
    if (armed && words.length) for (let place = pieceOf[low]; place <= pieceOf[high]; place++) now.add(place);
    for (const place of selected) if (!now.has(place)) pieces[place].node?.classList.remove("course-pen-selected");
    for (const place of now) if (!selected.has(place)) pieces[place].node?.classList.add("course-pen-selected");
    selected = now;
  }

  function show() {
    paint();
    select();
    const items = rows.map((row, number) => {
      const remove = button("×", () => change(() => rows.splice(number, 1), `${nameOf(number)} is taken out.`), `Take out ${nameOf(number)}`);
      const words = parts
        .filter((part) => row.parts[part.name])
        .flatMap((part) => [make("b", { textContent: `${part.label}: ` }), short(textOf(row.parts[part.name])), make("br")]);
      const open = !alone && button(number === current ? "being marked" : "go on", () => goOn(number), `Go on marking ${nameOf(number)}`);
      const item = make("li", { className: number === current ? "course-pen-current" : "" }, ...words, ...fieldsOf(row, number));
      item.append(...(open ? [open] : []), remove);
      return item;
    });
    list.replaceChildren(...items);
  }

  function fieldsOf(row, number) {
    return model.get("fields").map(({ name, label, options }) => {
      const control = options.length
        ? make("select", {}, make("option", { value: "", textContent: "–" }), ...options.map((each) => make("option", { value: each, textContent: each })))
        : make("input", { type: "text" });
      control.value = row.fields?.[name] ?? "";
      control.setAttribute("aria-label", `${label} of ${nameOf(number)}`);
      const set = () => (rows[number].fields = { ...rows[number].fields, [name]: control.value });
      control.onchange = () => change(set, `${label}: ${control.value}.`);
      return make("label", {}, `${label} `, control);
    });
  }

  function goOn(number) {
    [current, chosen] = [number, true];
    show();
    say(`The next mark belongs to ${nameOf(number)}.`);
    page.focus();
  }

  const state = () => JSON.stringify({ rows, current });

  /** Change the marks by `act`, so that it can be undone, and tell everybody. */
  function change(act, sentence) {
    past.push(state());
    future = [];
    rows = structuredClone(rows);
    act();
    commit(sentence);
  }

  function commit(sentence) {
    show();
    say(sentence);
    model.set("rows", structuredClone(rows));
    // A kernel that has died takes nothing any more; what is marked is told to the page all the same.
    const detail = { article: model.get("article"), rows: rows.map(inFile) };
    el.dispatchEvent(new CustomEvent("course-change", { bubbles: true, detail }));
    // As a message of its own, which no click can overtake: changes of a model wait for one another.
    model.send({ do: "mark", rows, article: model.get("article") });
  }

  /** A row with its offsets counted from the beginning of the file. */
  function inFile(row) {
    const moved = ([start, end]) => [start + model.get("offset"), end + model.get("offset")];
    return { ...row, parts: Object.fromEntries(Object.entries(row.parts).map(([name, span]) => [name, moved(span)])) };
  }

  function travel(from, to, sentence) {
    if (!from.length) return say("There is nothing to go back to.");
    to.push(state());
    ({ rows, current } = JSON.parse(from.pop()));
    commit(sentence);
  }

  /** The span of what is selected; a quotation that lies in it whole has its marks with it. */
  function span() {
    const [low, high] = [Math.min(at, anchor), Math.max(at, anchor)];
    let [start, end] = [words[low][0], words[high][1]];
    for (const [opens, closes, first, last] of quotes) {
      if (words[low][0] <= first && last <= words[high][1]) [start, end] = [Math.min(start, opens), Math.max(end, closes)];
    }
    return [start, end];
  }

  function mark(part) {
    if (!words.length) return;
    if (!armed) return say("Choose words first: drag over them, or move to them with the arrow keys.");
    const place = span();
    let number;
    const alike = (row) => String(row.parts[part.name]) === String(place);
    const standing = rows.findIndex(alike);
    if (alone && standing >= 0) return say(`That is marked already: ${nameOf(standing)}.`);
    change(() => {
      if (model.get("single")) [rows, current] = [[], -1];
      // In a row that was chosen, a part that is marked again takes the place of the one before.
      if (!rows[current] || alone || (rows[current].parts[part.name] && !chosen)) {
        rows.push({ parts: {}, fields: {} });
        current = rows.length - 1;
      }
      number = current;
      rows[number].parts[part.name] = place;
      if (alone || parts.every(({ name }) => rows[number].parts[name])) [current, chosen] = [-1, false];
    }, "");
    say(`Marked as ${part.label}, ${nameOf(number)}: ${textOf(place)}`);
    anchor = at = Math.max(at, anchor);
    armed = false;
    getSelection()?.removeAllRanges();
    select();
  }

  const missing = () => parts.find(({ name }) => !rows[current]?.parts[name]) ?? parts[0];

  function unmark() {
    const [start, end] = words[at] ?? [0, 0];
    const top = marksOf().reverse().find((each) => each.start < end && start < each.end);
    if (!top) return say("There is no mark here.");
    const gone = textOf([top.start, top.end]);
    change(() => {
      delete rows[top.number].parts[top.name];
      current = top.number;
      if (isEmpty(rows[top.number])) {
        rows.splice(top.number, 1);
        current = -1;
      }
    }, `No longer marked: ${gone}`);
  }

  function next() {
    [current, chosen] = [-1, false];
    show();
    say(`The next mark begins a new ${noun}.`);
  }

  function move(to, extend) {
    if (!words.length) return;
    at = Math.max(0, Math.min(words.length - 1, to));
    if (!extend || anchor < 0) anchor = at;
    armed = true;
    select();
    pieces[pieceOf[at]].node?.scrollIntoView({ block: "nearest" });
    say(short(textOf([words[Math.min(at, anchor)][0], words[Math.max(at, anchor)][1]])));
  }

  const sentenceFrom = (word) => sentences.filter((first) => first <= word).pop() ?? 0;
  const sentenceAfter = (word) => sentences.find((first) => first > word) ?? words.length;
  const MOVES = {
    ArrowLeft: () => at - 1,
    ArrowRight: () => at + 1,
    ArrowUp: () => (at > sentenceFrom(at) ? sentenceFrom(at) : sentenceFrom(at - 1)),
    ArrowDown: (extend) => (extend && at < sentenceAfter(at) - 1 ? sentenceAfter(at) - 1 : extend ? sentenceAfter(at + 1) - 1 : sentenceAfter(at)),
    Home: () => sentenceFrom(at),
    End: () => sentenceAfter(at) - 1,
  };

  function actionOf(event) {
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey) {
      if (key === "Home" || key === "End") return () => move(key === "Home" ? 0 : words.length - 1, shiftKey);
      if (key.toLowerCase() === "z") return shiftKey ? redo : undo;
      return key.toLowerCase() === "y" ? redo : null;
    }
    if (altKey) return null;
    if (MOVES[key]) return () => move(MOVES[key](shiftKey), shiftKey);
    if (key === "Enter") return () => mark(missing());
    if (key === "Delete" || key === "Backspace") return unmark;
    if (key === "Escape") return leave;
    if (key.toLowerCase() === "n" && !alone) return next;
    const digit = Number(key);
    return digit >= 1 && digit <= parts.length ? () => mark(parts[digit - 1]) : null;
  }

  const undo = () => travel(past, future, "Taken back.");
  const redo = () => travel(future, past, "Done again.");

  function leave() {
    armed = false;
    select();
    bar.querySelector("button").focus();
    say("You have left the article; Tab goes on, and Shift and Tab lead back into it.");
  }

  function onKey(event) {
    if (!el.contains(event.target)) return;
    // Here, before the document hears of it: JupyterLab takes keys there for its own shortcuts.
    event.stopPropagation();
    const act = event.target === page && actionOf(event);
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** The words that a selection touches, made with the mouse, or with the handles of a touch screen. */
  function onSelect() {
    const chosen = document.getSelection();
    if (!chosen || chosen.isCollapsed || !chosen.rangeCount || !page.contains(chosen.anchorNode) || !page.contains(chosen.focusNode)) return;
    const range = chosen.getRangeAt(0);
    const touches = (word) => range.intersectsNode(pieces[pieceOf[word]].node) && overlaps(range, pieces[pieceOf[word]].node);
    const [low, high] = [edgeWord(range.startContainer, touches, 1), edgeWord(range.endContainer, touches, -1)];
    if (low < 0 || high < low) return;
    [anchor, at, armed] = [low, high, true];
    select();
    say(`Chosen: ${short(textOf([words[low][0], words[high][1]]))}. Now mark it, with a button above or with its number.`);
  }

  function overlaps(range, node) {
    const own = document.createRange();
    own.selectNodeContents(node);
    return range.compareBoundaryPoints(Range.END_TO_START, own) < 0 && range.compareBoundaryPoints(Range.START_TO_END, own) > 0;
  }

  function edgeWord(container, touches, step) {
    const holder = (container.nodeType === Node.TEXT_NODE ? container.parentElement : container).closest("[data-piece]");
    let place = holder ? Number(holder.dataset.piece) : step > 0 ? 0 : pieces.length - 1;
    // The edge may lie in a gap, or just outside the word beside it.
    for (place -= step; place >= -1 && place <= pieces.length; place += step) {
      const word = pieces[place]?.word ?? -1;
      if (word >= 0 && touches(word)) return word;
    }
    return -1;
  }

  function onClick(event) {
    const place = event.target.closest?.("[data-piece]")?.dataset.piece;
    const word = place === undefined ? -1 : pieces[place].word;
    if (word < 0 || !document.getSelection()?.isCollapsed) return;
    // Without handles or a held mouse, two touches choose from one word to another.
    const extend = event.shiftKey || (touched && armed && at === anchor && word !== at);
    move(word, extend);
  }

  const bar = make("div", { className: "course-pen-bar" });
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "Pen");
  bar.append(make("span", { textContent: "Mark as" }));
  parts.forEach((part, place) => {
    const node = button("", () => mark(part), `Mark as ${part.label}`);
    const swatch = make("span", { textContent: part.label });
    Object.assign(swatch.style, { borderBottom: part.line, backgroundColor: part.tint });
    node.append(make("kbd", { textContent: String(place + 1) }), " ", make("sup", { textContent: part.letter }), swatch);
    bar.append(node);
  });
  if (!alone) bar.append(button(`next ${noun} (N)`, next, `Begin a new ${noun}`));
  bar.append(button("unmark", unmark, "Unmark the words at the cursor"), button("undo", undo, "Undo"), button("redo", redo, "Redo"));
  const help = make("p", { className: "course-pen-help", textContent: model.get("help") });

  page.addEventListener("pointerdown", (event) => (touched = event.pointerType === "touch"));
  page.addEventListener("click", onClick);
  page.addEventListener("focus", () => words.length && !armed && say("Arrow keys move by word and sentence, Shift extends, Enter marks."));
  window.addEventListener("keydown", onKey, true);
  document.addEventListener("selectionchange", onSelect);
  model.on("change:text", build);
  model.on("change:rows", () => {
    if (JSON.stringify(model.get("rows")) === JSON.stringify(rows)) return;
    rows = structuredClone(model.get("rows"));
    current = -1;
    show();
  });

  el.classList.add("course-pen");
  el.append(help, bar, make("div", { className: "course-pen-page" }, page, list), told);
  build();
  model.set("alive", true);
  model.save_changes();
  return () => {
    window.removeEventListener("keydown", onKey, true);
    document.removeEventListener("selectionchange", onSelect);
  };
}

const PAUSE = 500;
const FIELD = "course-answer:";
const MARKS = "course-marks:";
const HINT = "course-hint:";

/** What the class of a node, or of one around it, says after `prefix`: the parts between the colons, or null. */
function named(node, prefix) {
  const holder = node.closest?.(`[class*="${prefix}"]`);
  const name = [...(holder?.classList ?? [])].find((each) => each.startsWith(prefix));
  return name ? name.slice(prefix.length).split(":").map(decodeURIComponent) : null;
}

/** What a control of ipywidgets holds: of a radio button, its label; of a menu, which shows something else, the value given. */
function valueOf(control, values) {
  if (control.matches("select")) return JSON.parse(values[control.selectedIndex] ?? '""');
  return control.type === "radio" ? control.closest("label")?.textContent.trim() ?? "" : control.value;
}

function keeper({ model, el }) {
  const key = model.get("key");
  const chapter = model.get("chapter");
  const timers = new Map();
  const empty = () => ({ entries: {}, drafts: {} });

  function read() {
    try {
      return { ...empty(), ...JSON.parse(localStorage.getItem(key)) };
    } catch {
      return empty();
    }
  }
  function write(kept) {
    try {
      localStorage.setItem(key, JSON.stringify(kept));
    } catch {
      say("This browser does not keep your answers: its storage is full, or switched off.");
    }
  }

  const offer = make("div");
  const told = make("div");
  told.setAttribute("role", "status");
  const say = (sentence) => (told.textContent = sentence);
  const count = (number) => `${number} answer${number === 1 ? "" : "s"}`;

  function when(kept) {
    const last = Math.max(0, ...Object.values({ ...kept.entries, ...kept.drafts }).map((each) => each.at ?? 0));
    const day = new Date(last);
    const [date, time] = [{ day: "numeric", month: "long" }, { hour: "2-digit", minute: "2-digit" }];
    return `${day.toLocaleDateString("en-GB", date)}, ${day.toLocaleTimeString("en-GB", time)}`;
  }

  function show() {
    const kept = read();
    const numbers = model.get("offer");
    const held = new Set([...Object.keys(kept.entries), ...Object.keys(kept.drafts)]).size;
    offer.replaceChildren();
    if (numbers.length) {
      const asked = `From this browser, ${when(kept)}: ${count(numbers.length)}. Take them back? (${numbers.join(", ")})`;
      const take = button("Take them back", () => {
        take.disabled = true;
        model.send({ do: "take" });
      });
      offer.append(make("p", { textContent: asked }), take);
    } else if (held) {
      offer.append(make("p", { textContent: `This browser keeps ${count(held)} of this chapter.` }));
    }
    if (held) offer.append(forget());
    say(model.get("told"));
  }

  /** A button that asks once more before it deletes. */
  function forget() {
    const first = button("Delete them from this browser", () => first.replaceWith(sure), "Delete the answers of this chapter from this browser");
    const sure = button("Delete them for good?", () => {
      localStorage.removeItem(key);
      model.send({ do: "forget" });
      offer.replaceChildren();
      say("This browser keeps no answer of this chapter now.");
    });
    return first;
  }

  const line = make("textarea", { rows: 3 });
  line.setAttribute("aria-label", "A line of answers");
  const paste = make("details", {}, make("summary", { textContent: "Take answers back from a line of text" }), line,
    button("Take it back", () => model.send({ do: "restore", line: line.value })));

  const known = (number, name) => name.split("/").reduce((value, part) => value?.[part], model.get("sheet")[number]?.form);
  // What was never filled in is as blank as what was emptied.
  const isKnown = (number, name, value) => JSON.stringify(known(number, name) ?? "") === JSON.stringify(value);

  /** Keep what the kernel has kept; a draft that it has too is no draft any more. */
  function keepSheet() {
    const kept = read();
    if (model.get("reader")) kept.reader = model.get("reader");
    for (const [number, entry] of Object.entries(model.get("sheet"))) {
      const before = kept.entries[number];
      if (!before || before.entry.when <= entry.when) kept.entries[number] = { entry, at: Date.now() };
      const draft = kept.drafts[number]?.form ?? {};
      for (const name of Object.keys(draft)) if (isKnown(number, name, draft[name])) delete draft[name];
      if (!Object.keys(draft).length) delete kept.drafts[number];
    }
    write(kept);
    show();
  }

  function keepDraft(number, name, value) {
    if (isKnown(number, name, value)) return;
    const kept = read();
    kept.drafts[number] = { form: { ...kept.drafts[number]?.form, [name]: value }, at: Date.now() };
    write(kept);
  }

  function later(number, name, value) {
    if (number.split(".")[0] !== chapter) return;
    clearTimeout(timers.get(number + name));
    timers.set(number + name, setTimeout(() => keepDraft(number, name, value), PAUSE));
  }

  const onInput = (event) => {
    const [number, name, ...values] = named(event.target, FIELD) ?? [];
    if (name && event.target.matches("textarea, input[type=text], input[type=radio], select")) later(number, name, valueOf(event.target, values));
  };
  const onMarks = (event) => {
    const place = named(event.target, MARKS);
    if (place) later(place[0], `marks/${event.detail.article}`, event.detail.rows);
  };
  const onToggle = (event) => {
    const hint = event.target.open && named(event.target, HINT);
    if (hint && hint[0].split(".")[0] === chapter) model.send({ do: "hint", number: hint[0], hint: Number(hint[1]) });
  };
  const heard = { input: onInput, change: onInput, "course-change": onMarks, toggle: onToggle };
  for (const [name, listener] of Object.entries(heard)) document.addEventListener(name, listener, true);

  model.on("change:sheet", keepSheet);
  model.on("change:offer change:told", show);
  el.classList.add("course-keeper");
  el.append(offer, paste, told);
  show();
  model.set("found", read());
  model.save_changes();
  return () => {
    for (const [name, listener] of Object.entries(heard)) document.removeEventListener(name, listener, true);
  };
}

const EVENT = "five-stories-event:";

/** Events as parcels in this browser. What is to be kept, and over which state, is Python's to say. */
function shelf({ model, el }) {
  const list = make("ul");
  const told = make("div", { tabIndex: -1 });
  told.setAttribute("role", "status");
  const say = (sentence) => (told.textContent = sentence);

  function stored(name) {
    try {
      return JSON.parse(localStorage.getItem(EVENT + name));
    } catch {
      return null;
    }
  }

  function held() {
    try {
      const names = Object.keys(localStorage).filter((key) => key.startsWith(EVENT)).map((key) => key.slice(EVENT.length));
      return names.map((name) => ({ name, ...stored(name) })).filter((each) => each.zip).sort((one, other) => other.at - one.at);
    } catch {
      return [];
    }
  }

  function tell() {
    model.set("found", held().map(({ name, at, digest, disk }) => ({ name, at, digest, disk })));
    model.save_changes();
    show();
  }

  function keep() {
    const { name, over, ...kept } = model.get("keep");
    const there = stored(name)?.digest ?? "";
    if (!name || there === kept.digest) return;
    // Another tab has kept something since Python was told what is here.
    if (there !== over) return tell();
    try {
      localStorage.setItem(EVENT + name, JSON.stringify(kept));
      say("");
    } catch {
      say(`This browser does not keep “${name}” as it is now: its storage is full, or switched off. Download it instead.`);
    }
    tell();
  }

  function line({ name, at }) {
    const [date, time] = [{ day: "numeric", month: "long" }, { hour: "2-digit", minute: "2-digit" }];
    const day = new Date(at);
    const when = `${day.toLocaleDateString("en-GB", date)}, ${day.toLocaleTimeString("en-GB", time)}`;
    const item = make("li", {}, make("span", { textContent: `This browser keeps “${name}” as it was on ${when}. ` }));
    const take = () => model.send({ do: "take", name, zip: stored(name)?.zip ?? "" });
    if (model.get("offer").includes(name)) item.append(button("Take it back", take, `Take back ${name}`), " ");
    const first = button("Delete it from this browser", () => (first.replaceWith(sure), sure.focus()), `Delete ${name} from this browser`);
    const sure = button("Delete it for good?", () => {
      localStorage.removeItem(EVENT + name);
      tell();
      say(`This browser does not keep “${name}” any more.`);
    });
    item.append(first);
    return item;
  }

  function show() {
    const focused = list.contains(document.activeElement);
    list.replaceChildren(...held().map(line));
    if (focused) told.focus();
  }

  model.on("change:keep", keep);
  model.on("change:offer", show);
  model.on("change:told", () => say(model.get("told")));
  window.addEventListener("storage", tell);
  el.classList.add("course-keeper");
  el.append(list, told);
  say(model.get("told"));
  tell();
  return () => window.removeEventListener("storage", tell);
}

const PARTS = { pen, keeper, shelf };

export default { render: (given) => PARTS[given.model.get("part")](given) };
