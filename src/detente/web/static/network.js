// The network: drag it, draw a name elsewhere, zoom, and go from name to name with the arrows.
"use strict";
(() => {
  const all = (what, where) => [...where.querySelectorAll(what)];
  const number = (mark, key) => Number(mark.getAttribute(key));
  // where a name was drawn to stays, whatever month the slider shows
  const moved = new Map();

  function start() {
    const picture = document.querySelector("svg.network");
    if (!picture) return;
    const whole = picture.getAttribute("viewBox").split(" ").map(Number);
    let view = [...whole];
    const nodes = all(".node", picture);
    const ties = all(".tie", picture);
    // Tab comes to the picture once, and arrows go on from there; every relationship is a link of the table
    const rest = (node) => nodes.forEach((other) => other.setAttribute("tabindex", other === node ? "0" : "-1"));
    ties.forEach((tie) => tie.setAttribute("tabindex", "-1"));
    const readout = document.getElementById("chosen");
    const byId = new Map(nodes.map((node) => [node.dataset.id, node]));

    // -- the part that is seen -----------------------------------------------------------------------------
    const show = () => picture.setAttribute("viewBox", view.map((n) => n.toFixed(1)).join(" "));
    function zoom(factor, x = view[0] + view[2] / 2, y = view[1] + view[3] / 2) {
      const wide = Math.min(Math.max(view[2] * factor, whole[2] / 8), whole[2]);
      const scale = wide / view[2];
      view = [x - (x - view[0]) * scale, y - (y - view[1]) * scale, wide, view[3] * scale];
      keep();
    }
    function keep() {
      view[0] = Math.min(Math.max(view[0], whole[0] - view[2] / 2), whole[0] + whole[2] - view[2] / 2);
      view[1] = Math.min(Math.max(view[1], whole[1] - view[3] / 2), whole[1] + whole[3] - view[3] / 2);
      show();
    }
    function place(event) {
      // the picture may be letterboxed in its box, so the browser's own reckoning is asked
      const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
      return [x, y];
    }

    // -- a name and what it is tied to ---------------------------------------------------------------------
    const centre = (node) => {
      const circle = node.querySelector("circle");
      return [number(circle, "cx"), number(circle, "cy")];
    };
    function put(node, x, y) {
      const circle = node.querySelector("circle");
      const words = node.querySelector("text");
      words.setAttribute("x", x);
      words.setAttribute("y", y - number(circle, "r") - 3);
      circle.setAttribute("cx", x);
      circle.setAttribute("cy", y);
      ties.forEach((tie) => {
        const line = tie.querySelector("line");
        if (tie.dataset.a === node.dataset.id) { line.setAttribute("x1", x); line.setAttribute("y1", y); }
        if (tie.dataset.b === node.dataset.id) { line.setAttribute("x2", x); line.setAttribute("y2", y); }
      });
    }
    moved.forEach(([x, y], id) => { if (byId.has(id)) put(byId.get(id), x, y); });
    rest([...nodes].sort((a, b) => number(b.querySelector("circle"), "r") - number(a.querySelector("circle"), "r"))[0]);
    const tied = (id) => ties.filter((tie) => tie.dataset.a === id || tie.dataset.b === id);
    function choose(node) {
      picture.classList.toggle("chosen", Boolean(node));
      all(".near", picture).forEach((mark) => mark.classList.remove("near"));
      if (!readout) return;
      readout.replaceChildren();
      if (!node) return;
      const own = tied(node.dataset.id);
      node.classList.add("near");
      own.forEach((tie) => {
        tie.classList.add("near");
        [tie.dataset.a, tie.dataset.b].forEach((id) => byId.get(id).classList.add("near"));
      });
      readout.textContent = own.map((tie) => tie.querySelector("title").textContent).slice(0, 8).join("; ")
        + (own.length > 8 ? `; 8 of ${own.length}` : "");
    }
    nodes.forEach((node) => {
      node.addEventListener("mouseenter", () => choose(node));
      node.addEventListener("mouseleave", () => choose(document.activeElement === node ? node : null));
      node.addEventListener("focus", () => { choose(node); rest(node); });
      node.addEventListener("blur", () => choose(null));
      node.addEventListener("dragstart", (event) => event.preventDefault());
      node.addEventListener("keydown", (event) => {
        const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
        if (!way || event.ctrlKey || event.altKey || event.metaKey) return;
        event.preventDefault();
        const [x, y] = centre(node);
        if (event.shiftKey) {
          moved.set(node.dataset.id, [x + way[0] * 12, y + way[1] * 12]);
          put(node, ...moved.get(node.dataset.id));
          return;
        }
        let best = null;
        let least = Infinity;
        nodes.forEach((other) => {
          const [p, q] = centre(other);
          const ahead = (p - x) * way[0] + (q - y) * way[1];
          const aside = Math.abs((p - x) * way[1]) + Math.abs((q - y) * way[0]);
          if (other !== node && ahead > 0 && ahead + 2 * aside < least) { best = other; least = ahead + 2 * aside; }
        });
        if (best) best.focus();
      });
    });

    // -- pointer and wheel ---------------------------------------------------------------------------------
    let held = null;
    picture.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      held = { node: event.target.closest(".node"), from: place(event), far: 0, view: [...view] };
    });
    window.addEventListener("pointermove", (event) => {
      if (!held || !picture.isConnected) return;
      const [x, y] = place(event);
      held.far = Math.max(held.far, Math.hypot(x - held.from[0], y - held.from[1]));
      if (held.far < 4) return;
      picture.classList.add("moving");
      if (held.node) {
        moved.set(held.node.dataset.id, [x, y]);
        put(held.node, x, y);
      } else {
        view[0] -= x - held.from[0];
        view[1] -= y - held.from[1];
        keep();
      }
    });
    window.addEventListener("pointerup", () => {
      picture.classList.remove("moving");
      window.setTimeout(() => { held = null; }, 0);
    });
    picture.addEventListener("click", (event) => {
      if (held && held.far >= 4) event.preventDefault(); // it was drawn, not chosen
    }, true);
    picture.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.shiftKey && view[2] === whole[2] && event.deltaY > 0) return;
      event.preventDefault();
      zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, ...place(event));
    }, { passive: false });
    const steps = {
      in: () => zoom(1 / 1.3),
      out: () => zoom(1.3),
      whole: () => { view = [...whole]; moved.clear(); window.location.reload(); },
    };
    all("[data-zoom]", document).forEach((button) => {
      button.closest(".zoom").hidden = false;
      button.onclick = steps[button.dataset.zoom];
    });
  }
  start();
  document.addEventListener("picture", start);
})();
