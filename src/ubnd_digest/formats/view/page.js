"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const all = (rule, root = document) => [...root.querySelectorAll(rule)];
  // Everything that comes from a digest is put in as text, never as markup.
  const make = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const fill = (form, values) => form.replace(/\{(\w+)(?::\w+)?\}/g, (_, key) => values[key]);
  const known = JSON.parse($("data").textContent);
  const { say } = known;
  // Texts are numbers; what is listed is a list of them.
  const told = (number) => {
    const found = known.texts[number];
    return typeof found === "string" ? found : found.map(told).join("; ");
  };
  const line = (words) => words.replace(/\s+/g, " ").trim();

  // ---- marks get their names: they follow one another, but where they say it ------------------------
  const pieces = new Map();
  all("article").forEach((article, digest) => {
    let last = -1;
    for (const mark of article.getElementsByTagName("mark")) {
      const { at, of } = mark.dataset;
      if (of === undefined) mark.id = `d${digest}m${(last = at === undefined ? last + 1 : Number(at))}`;
      else mark.dataset.of = `d${digest}m${of}`;
      const name = nameOf(mark);
      if (of !== undefined) pieces.set(name, [...(pieces.get(name) ?? []), mark]);
    }
  });
  function wordsOf(name) {
    let words = "";
    let block = null;
    for (const piece of [$(name), ...(pieces.get(name) ?? [])]) {
      const other = piece.closest("p, h2, h3");
      words += (block && block !== other ? " " : "") + piece.textContent;
      block = other;
    }
    return line(words);
  }
  const cut = (words, most) => (words.length > most ? words.slice(0, most - 1).trimEnd() + "\u2026" : words);

  // ---- doubts, and their flags in the text -----------------------------------------------------------
  known.doubts.forEach(([digest, at, kind, severity, message, code, line, column], number) => {
    const flag = at < 0 ? null : $(`d${digest}s${at}`);
    if (flag) {
      flag.title = `${told(severity)}: ${told(message)}`;
      flag.setAttribute("aria-label", flag.title);
    }
    const row = make("tr", undefined, { id: at < 0 ? "y" + number : `d${digest}x${at}` });
    const cells = [
      make("span", told(severity), { class: "badge " + told(kind) }),
      told(message),
      make("code", told(code)),
      make("a", fill(say.place, { line, column }), { href: flag ? "#" + flag.id : "#d" + digest }),
    ];
    for (const cell of cells) {
      const made = make("td");
      made.append(cell);
      row.append(made);
    }
    if (known.names.length > 1) row.lastChild.append(make("small", cut(known.names[digest], 120)));
    $("doubts").querySelector("tbody").append(row);
  });

  // ---- parts -------------------------------------------------------------------------------
  const tabs = all("#tabs a");
  const parts = tabs.map((tab) => $(tab.dataset.part));
  $("tabs").setAttribute("role", "tablist");
  $("tabs").setAttribute("aria-label", $("tabs").parentElement.getAttribute("aria-label"));
  tabs.forEach((tab, at) => {
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", parts[at].id);
    parts[at].setAttribute("role", "tabpanel");
    parts[at].setAttribute("aria-labelledby", tab.id);
  });
  function show(part) {
    tabs.forEach((tab, at) => {
      const chosen = parts[at] === part;
      parts[at].hidden = !chosen;
      tab.setAttribute("aria-selected", chosen);
      tab.tabIndex = chosen ? 0 : -1;
    });
  }
  function choose(tab, focus) {
    closeCard();
    show($(tab.dataset.part));
    history.replaceState(null, "", "#" + tab.dataset.part);
    if (focus) tab.focus();
    window.scrollTo(0, 0);
  }
  $("tabs").addEventListener("click", (event) => {
    const tab = event.target.closest("a");
    if (!tab) return;
    event.preventDefault();
    choose(tab, true);
  });
  $("tabs").addEventListener("keydown", (event) => {
    const at = tabs.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    choose(tabs[(to + tabs.length) % tabs.length], true);
  });

  // ---- going to a place ----------------------------------------------------------------------
  function go(target, { flash = true, focus = true } = {}) {
    const part = target.closest(".part");
    if (part) show(part);
    target.scrollIntoView({ block: target.matches("article, .item, section") ? "start" : "center" });
    if (flash) {
      target.classList.remove("flash");
      void target.offsetWidth;
      target.classList.add("flash");
    }
    if (target.tagName === "MARK") {
      rove(target, focus);
    } else if (focus) {
      if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
      target.focus({ preventScroll: true });
    }
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || link.closest("#tabs")) return;
    const target = named(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    history.replaceState(null, "", link.getAttribute("href"));
    $("results").hidden = true;
    go(target, { flash: target.id !== "main" });
  });
  function arrive() {
    const target = location.hash.length > 1 && named(decodeURIComponent(location.hash.slice(1)));
    if (!target) show(parts[0]);
    else if (parts.includes(target)) show(target);
    else go(target, { focus: false });
  }
  window.addEventListener("hashchange", arrive);

  // ---- mentions: one of them can be reached by the tab key, arrows go on from it -------------------
  const text = $("text");
  const main = $("main");
  const isOff = (mark) => main.classList.contains("no-" + mark.classList[0]);
  let here = null;
  function numbers(name) {
    const found = /^d(\d+)m(\d+)$/.exec(name);
    return [Number(found[1]), Number(found[2])];
  }
  function nameOf(mark) {
    return mark.id || mark.dataset.of;
  }
  function cardOf(mark) {
    const [digest, mention] = numbers(nameOf(mark));
    const [shape, ...rest] = known.cards[known.mentions[digest][mention]];
    const [kind, ...names] = known.shapes[shape];
    const [document = -1, ...decisions] = rest.slice(names.length);
    return { kind: known.kinds[kind], names, values: rest, document, decisions };
  }
  function rove(mark, focus) {
    if (here) for (const name of ["tabindex", "role", "aria-label", "aria-describedby"]) here.removeAttribute(name);
    here = mark;
    if (!mark) return;
    mark.tabIndex = 0;
    mark.setAttribute("role", "group");
    mark.setAttribute("aria-label", cardOf(mark).kind[1] + ": " + mark.textContent);
    mark.setAttribute("aria-describedby", "keys");
    if (focus) mark.focus({ preventScroll: true });
  }
  function beside(mark, step) {
    let [digest, mention] = numbers(nameOf(mark));
    const cards = known.mentions;
    for (;;) {
      mention += step;
      while (cards[digest] && (mention < 0 || mention >= cards[digest].length)) {
        digest += step;
        if (cards[digest]) mention = step > 0 ? 0 : cards[digest].length - 1;
        if (cards[digest] && !cards[digest].length) mention = step > 0 ? 0 : -1;
      }
      if (!cards[digest]) return null;
      const found = $(`d${digest}m${mention}`);
      if (found && !isOff(found)) return found;
    }
  }
  text.addEventListener("keydown", (event) => {
    const mark = event.target.closest("mark");
    if (!mark || event.target !== mark || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step) {
      const other = beside(mark, step);
      event.preventDefault();
      if (other) {
        rove(other, true);
        other.scrollIntoView({ block: "nearest" });
        if (!$("card").hidden) openCard(other, false);
      }
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      openCard(mark, true);
    }
  });
  text.addEventListener("click", (event) => {
    if (event.target.closest("a")) return;
    let mark = event.target.closest("mark");
    while (mark && isOff(mark)) mark = mark.parentElement.closest("mark");
    if (!mark || String(getSelection())) return;
    rove(mark, false);
    openCard(mark, true); // Tab goes on into the card, Esc back to the mark
  });

  // ---- cards -------------------------------------------------------------------------------
  const card = $("card");
  let opened = [];
  let openedBy = null;
  function closeCard(back) {
    if (card.hidden) return;
    card.hidden = true;
    opened.forEach((mark) => mark.classList.remove("open"));
    opened = [];
    if (back && openedBy) openedBy.focus({ preventScroll: true });
  }
  function section(mark) {
    const { kind, names, values, document, decisions } = cardOf(mark);
    const made = make("section", undefined, { class: kind[0] });
    made.append(make("h3", kind[1]));
    const words = wordsOf(nameOf(mark));
    made.append(make("blockquote", words.length > 220 ? words.slice(0, 219) + "\u2026" : words, { lang: "vi" }));
    const list = make("dl");
    names.forEach((name, at) => list.append(make("dt", told(name)), make("dd", values[at] < 0 ? words : told(values[at]))));
    if (names.length) made.append(list);
    if (document >= 0) {
      const [title, count] = known.documents[document];
      const line = make("p");
      line.append(make("a", title, { href: "#c" + document, lang: "vi" }), " \u00b7 " + fill(say.see_document, { count }));
      made.append(line);
    }
    if (decisions.length) made.append(why(decisions.map((number) => known.decisions[number])));
    return made;
  }
  function why(decisions) {
    const [[question, answer, , ...because]] = decisions;
    if (decisions.length === 1 && !because.length) return make("small", told(question) + ": " + told(answer));
    const made = make("details");
    made.append(make("summary", say.why));
    for (const [question, answer, needed, ...reasons] of decisions) {
      made.append(make("div", told(question) + ": " + told(answer), { class: "asked" }));
      const list = make("ul");
      let sum = 0;
      for (let at = 0; at < reasons.length; at += 3) {
        const [name, weight, words] = reasons.slice(at, at + 3);
        sum += weight;
        const line = make("li");
        const because = make("span", told(name) + (words ? " " : ""));
        if (words) because.append(make("q", told(words), { lang: "vi" }));
        line.append(make("b", weight ? (weight > 0 ? "+" : "\u2212") + Math.abs(weight) : "\u00b7"), because);
        list.append(line);
      }
      made.append(list);
      if (needed !== null) made.append(make("small", fill(say.together, { sum, needed })));
    }
    return made;
  }
  function openCard(mark, focus) {
    opened.forEach((one) => one.classList.remove("open"));
    opened = [];
    const sections = $("told");
    sections.replaceChildren();
    for (let one = mark; one; one = one.parentElement.closest("mark")) {
      if (isOff(one)) continue;
      sections.append(section(one));
      opened.push(one);
    }
    if (opened.length) opened[0].classList.add("open");
    openedBy = mark;
    card.hidden = false;
    card.scrollTop = 0;
    place(mark);
    if (focus) card.focus({ preventScroll: true });
  }
  function place(mark) {
    card.style.left = card.style.top = "";
    const box = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
    const wide = document.documentElement.clientWidth;
    // in the margin where there is one, so that the text stays in sight
    const edge = text.querySelector(".reading").getBoundingClientRect().right;
    card.classList.toggle("aside", wide - edge > 340);
    if (getComputedStyle(card).position === "fixed") {
      const covered = box.bottom + 12 - card.getBoundingClientRect().top;
      if (covered > 0) scrollBy(0, covered);
      return;
    }
    if (card.classList.contains("aside")) {
      const top = Math.max(64, Math.min(box.top, innerHeight - card.offsetHeight - 16));
      card.style.left = edge + 20 + scrollX + "px";
      card.style.top = top + scrollY + "px";
      return;
    }
    const left = Math.max(16, Math.min(box.left, wide - card.offsetWidth - 16));
    const last = [...mark.getClientRects()].pop() ?? box;
    const below = innerHeight - last.bottom > card.offsetHeight + 12 || box.top < card.offsetHeight + 70;
    const top = below ? last.bottom + 10 : box.top - card.offsetHeight - 10;
    card.style.left = left + scrollX + "px";
    card.style.top = top + scrollY + "px";
  }
  $("close").addEventListener("click", () => closeCard(true));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (!$("results").hidden) $("results").hidden = true;
    else closeCard(true);
  });
  document.addEventListener("pointerdown", (event) => {
    if (!event.target.closest("#card, mark")) closeCard(false);
    if (!event.target.closest("search")) $("results").hidden = true;
  });
  window.addEventListener("resize", () => closeCard(false));

  // ---- kinds -------------------------------------------------------------------------------
  const switches = all("[data-kind]");
  const turn = (box) => main.classList.toggle("no-" + box.dataset.kind, !box.checked);
  switches.forEach((box) => {
    turn(box);
    box.addEventListener("change", () => {
      turn(box);
      closeCard(false);
      if (here && isOff(here)) rove(beside(here, 1) ?? beside(here, -1), false);
      else if (!here) rove(first(), false);
    });
  });
  const turnAll = (on) => switches.forEach((box) => {
    box.checked = on;
    box.dispatchEvent(new Event("change"));
  });
  $("all-kinds").addEventListener("click", () => turnAll(true));
  $("no-kinds").addEventListener("click", () => turnAll(false));
  const first = () => all("mark[id]", text).find((mark) => !isOff(mark)) ?? null;

  // ---- duties ------------------------------------------------------------------------------
  const table = $("owed");
  const dots = all(".timeline circle");
  const most = 100;
  // Letters without their accents; as long as the text where its letters are composed.
  const fold = (words) => words.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/\u0111/g, "d").replace(/\s/g, " ");
  const rows = known.rows.map(([digest, item, mention, due, clock, who, others, task, document, again, when, agencies], at) => ({
    digest, item, mention, due: told(due), clock, who, others, task, document, again, when, agencies, at, line: null, folded: null,
  }));
  const markOf = (row, mention = row.mention) => `d${row.digest}m${mention}`;
  const taskOf = (row) => (Array.isArray(row.task) ? wordsOf(markOf(row)).slice(...row.task) : told(row.task));
  const whoOf = (row) => told(row.who) || "\u2013";
  const dayOf = ({ due }) => fill(say.day, { year: due.slice(0, 4), month: due.slice(5, 7), day: due.slice(8) });
  function lineOf(row) {
    if (row.line) return row.line;
    const { digest, item, mention, due, clock, others, document, again, when } = row;
    const [day, who, task, where] = ["due", "who", "task", "where"].map((name) => make("td", undefined, { class: name }));
    day.append(due ? make("time", dayOf(row), { datetime: due }) : make("span", again ? say.again : say.no_day, { class: "absent" }));
    if (clock) day.append(" " + told(clock));
    day.append(...when.map((one) => make("small", cut(wordsOf(markOf(row, one)), 80), { lang: "vi" })));
    who.append(whoOf(row));
    task.append(taskOf(row));
    if (others) who.append(make("small", fill(say.with, { who: told(others) })));
    if (document) task.append(make("small", fill(say.under, { document: told(document) })));
    who.lang = task.lang = "vi";
    const place = item ? fill(say.item, { number: item }) : say.outside;
    where.append(mention < 0 ? place : make("a", place, { href: "#" + markOf(row) }));
    if (known.names.length > 1) where.append(make("small", known.names[digest]));
    row.line = make("tr", undefined, { id: "r" + row.at, "data-due": due });
    row.line.append(day, who, task, where);
    roles(row.line);
    return row.line;
  }
  let order = rows;
  let reveal = () => {};
  // The element of a name; rows are made when they are asked for.
  function named(id) {
    const row = table && rows[/^r(\d+)$/.exec(id)?.[1]];
    if (row && !row.line?.isConnected) reveal();
    return row ? row.line : $(id);
  }
  if (table) {
    known.agencies.forEach((name, at) => {
      const count = rows.filter((row) => row.agencies.includes(at)).length;
      $("by-agency").append(make("option", `${cut(told(name), 70)} (${count})`, { value: at, lang: "vi" }));
    });
    for (const dot of dots) {
      const row = rows[dot.dataset.row];
      const title = document.createElementNS(dot.namespaceURI, "title");
      title.textContent = `${dayOf(row)}: ${cut(whoOf(row), 60)}: ${cut(taskOf(row), 90)}`;
      dot.append(title);
    }
    let unbounded = false;
    const filter = () => {
      const agency = Number($("by-agency").value);
      const words = fold($("by-words").value).split(" ").filter(Boolean);
      const withDay = $("by-day").checked;
      const taken = new Set(order.filter((row) => {
        if (agency >= 0 && !row.agencies.includes(agency)) return false;
        if (withDay && !row.due) return false;
        if (!words.length) return true;
        row.folded ??= fold(lineOf(row).textContent);
        return words.every((word) => row.folded.includes(word));
      }));
      const shown = unbounded ? [...taken] : [...taken].slice(0, most);
      table.tBodies[0].replaceChildren(...shown.map(lineOf));
      dots.forEach((dot) => dot.classList.toggle("out", !taken.has(rows[dot.dataset.row])));
      $("shown").textContent = fill(say.shown, { shown: shown.length, count: rows.length });
      $("all-rows").hidden = shown.length === taken.size;
    };
    reveal = () => {
      $("by-agency").value = "-1";
      $("by-words").value = "";
      $("by-day").checked = false;
      unbounded = true;
      filter();
    };
    $("by-agency").addEventListener("change", filter);
    $("by-words").addEventListener("input", filter);
    $("by-day").addEventListener("change", filter);
    $("by-agency").form.addEventListener("submit", (event) => event.preventDefault());
    $("all-rows").addEventListener("click", () => {
      unbounded = true;
      filter();
    });
    $("by-due").addEventListener("click", () => {
      const head = $("by-due").closest("th");
      const down = head.getAttribute("aria-sort") === "ascending";
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      order = [...rows].sort((one, other) =>
        !one.due - !other.due || (one.due < other.due ? -1 : one.due > other.due ? 1 : 0) * (down ? -1 : 1) || one.at - other.at);
      filter();
    });
    dots.forEach((dot) => dot.addEventListener("click", () => go(named("r" + dot.dataset.row), { focus: false })));
    filter();
    window.addEventListener("beforeprint", () => {
      unbounded = true;
      filter();
    });
  }
  all(".graph g[data-doc]").forEach((box) => box.addEventListener("click", () => go($("c" + box.dataset.doc), { focus: false })));

  // On a narrow screen rows are laid out as blocks, which would take from tables what they are to those who hear them.
  function roles(root) {
    if (!matchMedia("(max-width:44rem)").matches) return;
    const given = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TH: "columnheader", TD: "cell" };
    for (const one of [root, ...all("*", root)]) if (given[one.tagName]) one.setAttribute("role", given[one.tagName]);
  }
  all("main table").forEach(roles);

  // ---- search over all texts -------------------------------------------------------------------
  const field = $("search");
  const results = $("results");
  const mostHits = 60;
  let index = null;
  const titles = all("article").map((one) => (one.querySelector(".title, .absent") ?? one).textContent);
  function indexed() {
    index ??= all("article h2.title, article h3, article p", text).map((block) => {
      const words = block.textContent.normalize("NFC");
      return { block, words, folded: fold(words) };
    });
    return index;
  }
  function search() {
    const wanted = fold(field.value.normalize("NFC")).trim();
    globalThis.CSS?.highlights?.delete("found");
    results.replaceChildren();
    results.hidden = wanted.length < 2;
    if (results.hidden) {
      $("hits").value = "";
      return;
    }
    let count = 0;
    const ranges = [];
    for (const entry of indexed()) {
      for (let at = entry.folded.indexOf(wanted); at >= 0; at = entry.folded.indexOf(wanted, at + wanted.length)) {
        count += 1;
        if (count > mostHits) continue;
        results.append(hit(entry, at, wanted.length));
        const range = rangeOf(entry, at, wanted.length);
        if (range) ranges.push(range);
      }
    }
    if (ranges.length && globalThis.Highlight) CSS.highlights.set("found", new Highlight(...ranges));
    const hits = count ? fill(count > mostHits ? say.found_first : count > 1 ? say.found : say.found_one, { count, shown: mostHits }) : say.found_none;
    results.prepend(make("p", hits));
    $("hits").value = hits;
  }
  function hit({ block, words }, at, length) {
    block.id ||= "p" + index.findIndex((entry) => entry.block === block);
    const link = make("a", undefined, { href: "#" + block.id, lang: "vi" });
    const from = Math.max(0, at - 40);
    link.append((from ? "\u2026" : "") + words.slice(from, at), make("b", words.slice(at, at + length)), words.slice(at + length, at + length + 60));
    if (titles.length > 1) link.append(make("small", titles[block.closest("article").dataset.digest]));
    return link;
  }
  function rangeOf({ block, words, folded }, at, length) {
    if (folded.length !== block.textContent.length || words.length !== folded.length) return null;
    const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let passed = 0;
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const end = passed + node.length;
      if (at >= passed && at < end) range.setStart(node, at - passed);
      if (at + length <= end) {
        range.setEnd(node, at + length - passed);
        return range;
      }
      passed = end;
    }
    return null;
  }
  field.addEventListener("input", search);
  field.addEventListener("focus", search);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== "ArrowDown") return;
    const link = results.querySelector("a");
    if (!link || results.hidden) return;
    event.preventDefault();
    if (event.key === "Enter") link.click();
    else link.focus();
  });
  results.addEventListener("keydown", (event) => {
    const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    const other = step && document.activeElement[step];
    if (!step) return;
    event.preventDefault();
    (other && other.tagName === "A" ? other : field).focus();
  });

  // ---- where the reader is -----------------------------------------------------------------------
  const firsts = new Map();
  for (const row of rows) {
    const of = `d${row.digest}i${row.item - 1}`;
    if (row.due && !(firsts.get(of)?.due <= row.due)) firsts.set(of, row);
  }
  all("article").forEach((article, digest) => {
    const list = make("ol", undefined, { lang: "vi" });
    all(".item", article).forEach((item) => {
      const first = firsts.get(item.id);
      const entry = make("li");
      entry.append(make("a", cut(line(item.firstElementChild.textContent), 120), { href: "#" + item.id }));
      if (first) entry.append(make("time", dayOf(first), { datetime: first.due }));
      list.append(entry);
    });
    const side = make("div", undefined, { class: "of" });
    if (known.names.length > 1) side.append(make("a", cut(known.names[digest], 120), { href: "#d" + digest, lang: "vi" }));
    side.append(list);
    $("items").append(side);
  });
  const entries = new Map(all(".side li a").map((link) => [link.getAttribute("href").slice(1), link.parentElement]));
  const watch = new IntersectionObserver((seen) => {
    for (const one of seen) entries.get(one.target.id)?.classList.toggle("here", one.isIntersecting);
  }, { rootMargin: "-20% 0% -80% 0%" });
  all(".item").forEach((item) => watch.observe(item));
  if (matchMedia("(max-width:62rem)").matches) $("items").open = false;

  arrive();
  const idle = globalThis.requestIdleCallback ?? ((task) => setTimeout(task, 200));
  idle(() => {
    if (!here) rove(first(), false);
    idle(() => rows.forEach((row) => (row.folded ??= fold(lineOf(row).textContent))));
    idle(indexed);
  });
})();
