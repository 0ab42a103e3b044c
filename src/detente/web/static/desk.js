// Keys, live parts and highlights. Every page works without this script; nothing is sent but what forms send.
"use strict";
(() => {
  const all = (what, where = document) => [...where.querySelectorAll(what)];
  const one = (what, where = document) => where.querySelector(what);

  // -- lines that j and k go through ---------------------------------------------------------------------
  const lines = () => all("[data-card], [data-go]").filter((line) => line.offsetParent !== null);
  let at = -1;
  function go(step) {
    const list = lines();
    if (!list.length) return;
    list.forEach((line) => line.classList.remove("here"));
    at = Math.min(Math.max(at + step, 0), list.length - 1);
    const line = list[at];
    line.classList.add("here");
    line.setAttribute("tabindex", "-1");
    line.focus({ preventScroll: true });
    line.scrollIntoView({ block: "nearest" });
    if (line.dataset.card) {
      light(line.dataset.card, true);
      const place = document.getElementById("at-" + line.dataset.card);
      if (place) tell([line.dataset.card], place);
    }
  }
  function open() {
    const line = lines()[at];
    if (!line) return;
    const more = one("details", line);
    if (line.dataset.card && more) more.open = !more.open;
    else if (line.dataset.go) window.location.assign(line.dataset.go);
  }

  // a step of editing leads back to the line that it was about
  function resume() {
    const line = window.location.hash.startsWith("#l-") && document.getElementById(window.location.hash.slice(1));
    if (!line) return;
    at = lines().indexOf(line);
    if (at < 0) return;
    line.classList.add("here");
    line.setAttribute("tabindex", "-1");
    line.focus({ preventScroll: true });
  }
  resume();

  // -- a record and its words light up together ----------------------------------------------------------
  const pieces = all(".r[data-r]");
  const byRecord = new Map();
  pieces.forEach((piece) => piece.dataset.r.split(" ").forEach((id) => {
    if (!byRecord.has(id)) byRecord.set(id, []);
    byRecord.get(id).push(piece);
  }));
  function light(id, scroll) {
    all(".lit").forEach((piece) => piece.classList.remove("lit"));
    (byRecord.get(id) || []).forEach((piece) => piece.classList.add("lit"));
    const card = document.getElementById("r-" + id);
    if (card) card.classList.add("lit");
    const first = (byRecord.get(id) || [])[0];
    if (scroll && first) first.scrollIntoView({ block: "nearest" });
  }
  // who says so, beside the words that one points at or has come to by keyboard
  const hint = document.getElementById("hint");
  function tell(ids, beside) {
    if (!hint) return;
    hint.replaceChildren(...ids.map((id) => document.getElementById("r-" + id)).filter(Boolean).map((card) => {
      const line = document.createElement("p");
      line.append(one("summary", card).textContent.trim(), document.createElement("br"));
      const chain = document.createElement("span");
      chain.className = "soft";
      chain.textContent = one(".chain", card).textContent.trim();
      line.append(chain);
      return line;
    }));
    hint.hidden = !hint.childElementCount;
    if (hint.hidden) return;
    const box = beside.getClientRects()[0] || beside.getBoundingClientRect();
    const left = Math.min(box.left, document.documentElement.clientWidth - hint.offsetWidth - 8);
    hint.style.left = Math.max(8, left) + window.scrollX + "px";
    hint.style.top = box.bottom + window.scrollY + 6 + "px";
  }
  const hush = () => { if (hint) hint.hidden = true; };
  function follow(id) {
    // the list beside the text goes along, without moving the page
    const card = document.getElementById("r-" + id);
    const side = card && card.closest(".side");
    if (!side || side.scrollHeight <= side.clientHeight) return;
    side.scrollTop = card.offsetTop - side.clientHeight / 3;
  }
  all("[data-card]").forEach((card) => {
    card.addEventListener("mouseenter", () => light(card.dataset.card, false));
    card.addEventListener("focusin", () => light(card.dataset.card, true));
  });
  pieces.forEach((piece) => {
    // the innermost record of a place is the last that began
    const ids = piece.dataset.r.split(" ");
    const id = ids[ids.length - 1];
    piece.removeAttribute("title");
    piece.addEventListener("mouseenter", () => {
      light(id, false);
      follow(id);
      tell([...ids].reverse(), piece);
    });
    piece.addEventListener("mouseleave", hush);
    piece.addEventListener("click", () => {
      const card = document.getElementById("r-" + id);
      if (!card) return;
      one("details", card).open = true;
      light(id, false);
      card.scrollIntoView({ block: "nearest" });
      at = lines().indexOf(card);
    });
  });
  all("a.at[data-of]").forEach((anchor) => {
    anchor.addEventListener("focus", () => {
      light(anchor.dataset.of, false);
      follow(anchor.dataset.of);
      tell([anchor.dataset.of], anchor);
    });
    anchor.addEventListener("blur", hush);
    anchor.addEventListener("click", () => {
      const card = document.getElementById("r-" + anchor.dataset.of);
      if (card) one("details", card).open = true;
    });
  });

  // -- review: the selected words as offsets into the text -------------------------------------------------
  function offset(node, within) {
    const holder = (node.nodeType === 3 ? node.parentElement : node).closest("[data-off]");
    if (!holder) return null;
    const range = document.createRange();
    range.setStart(holder, 0);
    range.setEnd(node, within);
    // offsets count code points, as the ledger does
    return Number(holder.dataset.off) + [...range.toString()].length;
  }
  function takeSelection() {
    const chosen = window.getSelection();
    const field = document.getElementById("span");
    if (!field || !chosen.rangeCount || chosen.isCollapsed) return;
    const range = chosen.getRangeAt(0);
    const low = offset(range.startContainer, range.startOffset);
    const high = offset(range.endContainer, range.endOffset);
    if (low !== null && high !== null && low < high) field.value = low + "-" + high;
  }
  document.addEventListener("selectionchange", takeSelection);
  all("[data-send]").forEach((field) => field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      one(`button[value="${field.dataset.send}"]`, field.form).click();
    }
  }));
  function press(key) {
    // a key of a line belongs to the line that one is at
    const line = lines()[at];
    const target = (line && one(`[data-key="${key}"]`, line)) || one(`[data-key="${key}"]`);
    if (!target || (target.closest(".plan") && !(line && line.contains(target)))) return false;
    if (target.value && target.value.startsWith("span:") && !document.getElementById("span").value) {
      document.getElementById("say").textContent = "Select the words in the passage first, then press the key again.";
    } else if (target.tagName === "FORM") one("button", target).click();
    else if (target.tagName === "SELECT" || target.tagName === "INPUT") {
      target.focus();
      if (target.select) target.select();
    }
    else target.click();
    return true;
  }
  const author = one("input[name=author]");
  if (author) {
    try {
      author.value = window.localStorage.getItem("author") || "";
      author.addEventListener("change", () => window.localStorage.setItem("author", author.value));
    } catch (error) {
      author.title = "The browser keeps nothing; write the name each time.";
    }
  }

  const asks = one("[data-keys]");
  function tellKeys() {
    const keys = document.getElementById("keys");
    keys.hidden = !keys.hidden;
    asks.setAttribute("aria-expanded", String(!keys.hidden));
    if (!keys.hidden) keys.scrollIntoView({ block: "nearest" });
  }
  if (asks) asks.addEventListener("click", tellKeys);

  // after a decision, or a step in the queue, one is at the next record and not at the head of the page
  const record = document.getElementById("record");
  const going = "detente-going-on";
  if (record) {
    try {
      if (window.sessionStorage.getItem(going)) record.focus({ preventScroll: true });
      window.sessionStorage.removeItem(going);
      const note = () => window.sessionStorage.setItem(going, "1");
      all("form[method=post]", one("main")).forEach((form) => form.addEventListener("submit", note));
      all("a[data-key]", one("main")).forEach((link) => link.addEventListener("click", note));
    } catch (error) {
      record.title = "The browser keeps nothing; after a decision the page begins at its head.";
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const typing = event.target.closest("input, select, textarea");
    if (typing) {
      if (event.key === "Escape") typing.blur();
      return;
    }
    if (event.key === "Escape") hush();
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "Enter" && !event.target.closest("a, button, summary")) open();
    else if (event.key === "/") document.getElementById("top-q").focus();
    else if (event.key === "?") tellKeys();
    else if (!press(event.key)) return;
    event.preventDefault();
  });

  // -- parts of a page that are fetched anew ---------------------------------------------------------------
  async function swap(place, address) {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.ok) return false;
    // parsed as a document of its own, in which no script runs
    const made = new DOMParser().parseFromString(await answer.text(), "text/html");
    place.replaceChildren(...made.body.childNodes);
    return true;
  }
  function poll() {
    const part = one("[data-again]");
    if (!part) return;
    window.setTimeout(async () => {
      const holder = document.createElement("div");
      try {
        await swap(holder, part.dataset.again);
      } catch (error) {
        return; // the server has gone
      }
      const fresh = one("section", holder);
      if (fresh) part.replaceWith(fresh);
      if (fresh && !fresh.dataset.again) again();
      poll();
    }, 1000);
  }
  poll();

  // the page as it is now, unless somebody is at work on it: then it is said and left to him
  function again() {
    const busy = document.activeElement && document.activeElement.closest("input, select, textarea, main a, main button");
    if (!busy) {
      window.location.reload();
      return;
    }
    const line = document.createElement("p");
    const link = document.createElement("a");
    line.setAttribute("role", "status");
    link.href = window.location.pathname + window.location.search;
    link.textContent = "Load the page again";
    one("main").prepend(line);
    line.append("There is more to show now. ", link);
  }

  // what is being worked out is looked for again, without a word until it is there
  function lookAgain(tries) {
    window.setTimeout(async () => {
      const holder = document.createElement("div");
      let well = false;
      try {
        well = await swap(holder, window.location.pathname + window.location.search);
      } catch (error) {
        return; // the server has gone
      }
      if (!well || !one("[data-soon]", holder)) again();
      else lookAgain(tries + 1);
    }, tries < 30 ? 1000 : 5000);
  }
  if (one("[data-soon]")) lookAgain(0);

  // -- pictures: arrows go from mark to mark, and what a mark says stands under the picture ----------------
  all("svg.chart").forEach((picture) => {
    const bars = all("a.bar", picture);
    if (!bars.length) return;
    // Tab comes to the picture once, at its last bar or where one was
    const rest = (bar) => bars.forEach((other) => other.setAttribute("tabindex", other === bar ? "0" : "-1"));
    rest(bars[bars.length - 1]);
    const readout = document.createElement("p");
    readout.className = "readout soft";
    readout.setAttribute("aria-hidden", "true");
    picture.after(readout);
    const say = (bar) => { readout.textContent = one("title", bar).textContent; };
    bars.forEach((bar, n) => {
      bar.addEventListener("mouseenter", () => say(bar));
      bar.addEventListener("focus", () => { say(bar); rest(bar); });
      bar.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        if (!step || !bars[n + step]) return;
        event.preventDefault();
        bars[n + step].focus();
      });
    });
  });

  const slider = document.getElementById("month");
  if (slider) {
    const months = slider.dataset.months.split(" ");
    const list = document.getElementById("until");
    let waiting = 0;
    const show = () => {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(() => {
        const table = one("#picture details");
        const open = table && table.open;
        swap(document.getElementById("picture"), "/network?part=1&until=" + list.value).then(() => {
          if (open && one("#picture details")) one("#picture details").open = true;
          document.dispatchEvent(new Event("picture"));
          const words = one("#picture figcaption, #picture .empty");
          document.getElementById("told").textContent = words ? words.textContent.split(". ")[0] : "";
        });
        window.history.replaceState(null, "", "/network?until=" + list.value);
      }, 200);
    };
    slider.addEventListener("input", () => {
      list.value = months[Number(slider.value)];
      slider.setAttribute("aria-valuetext", list.selectedOptions[0].text);
      show();
    });
    list.addEventListener("change", () => {
      slider.value = String(months.indexOf(list.value));
      slider.setAttribute("aria-valuetext", list.selectedOptions[0].text);
      show();
    });
  }

  all("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
})();
