// Copy, Run and Edit for the code of the pages. Python is loaded when it is first asked for, and never from another host.
(() => {
  "use strict";
  const LIMIT = 20; // seconds that one cell may take
  const workerAt = new URL("run-worker.js", document.currentScript.src);
  let session = null; // the worker, and the cells that it has run
  let queue = Promise.resolve();

  function element(tag, properties = {}, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }

  function button(text, label, act) {
    const made = element("button", { type: "button", textContent: text, onclick: act });
    made.setAttribute("aria-label", label);
    return made;
  }

  // --- The session: a worker that loads Python, runs a cell at a time, and is ended when it takes too long.

  function openSession(progress) {
    const worker = new Worker(workerAt, { type: "module" });
    const opened = { worker, ran: new Set(), show: () => {}, reject: () => {} };
    opened.wait = () => new Promise((resolve, reject) => Object.assign(opened, { resolve, reject }));
    opened.ready = opened.wait();
    worker.onmessage = ({ data }) => {
      if (data.total) progress(data.loaded, data.total);
      else if (data.ready || data.done) opened.resolve();
      else if (data.failed) closeSession(data.failed);
      else opened.show(data);
    };
    worker.onerror = (event) => closeSession(event.message || "its files could not be read");
    return opened;
  }

  function closeSession(why) {
    if (!session) return;
    session.worker.terminate();
    session.reject(new Error(why));
    session = null;
  }

  async function execute(cell, show) {
    const running = session;
    const timer = setTimeout(() => closeSession(`Stopped: it took longer than ${LIMIT} seconds`), LIMIT * 1000);
    running.show = show;
    running.ran.add(cell);
    const done = running.wait();
    running.worker.postMessage({ code: cell.code(), name: `<cell ${cell.number}>`, goOn: !cell.edited() });
    await done.finally(() => clearTimeout(timer));
  }

  // --- What code shows.

  const TAGS = new Set("A B BR CAPTION CODE DIV EM I LI OL P PRE SMALL SPAN STRONG SUB SUP TABLE TBODY TD TFOOT TH THEAD TR UL".split(" "));
  const ATTRIBUTES = new Set(["class", "colspan", "dir", "href", "lang", "rowspan", "scope", "style", "title"]);

  // Whatever the HTML of an object comes from, only text, tables and links get into the page: nothing that runs or is loaded.
  function clean(html) {
    const parsed = new DOMParser().parseFromString(html, "text/html");
    for (const node of [...parsed.body.querySelectorAll("*")]) {
      if (!TAGS.has(node.tagName)) node.remove();
      for (const { name, value } of [...node.attributes]) {
        const bad = name === "href" ? !/^(https?:|#)/i.test(value) : name === "style" && /url|image|position|[\\@]/i.test(value);
        if (bad || !ATTRIBUTES.has(name)) node.removeAttribute(name);
      }
    }
    return [...parsed.body.childNodes];
  }

  // Whoever has no mouse scrolls with the keys.
  function scrollable(boxes) {
    for (const box of boxes) {
      if (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  }

  function shower(output) {
    return ({ kind, text, html }) => {
      if (html !== null) {
        output.append(element("div", { className: "cica-output" }, ...clean(html)));
      } else if (kind === "stdout" && output.lastChild?.className === "cica-stdout") {
        output.lastChild.append(text);
      } else {
        output.append(element("pre", { className: `cica-${kind}`, textContent: text }));
      }
    };
  }

  // --- The cells.

  function copying(cell) {
    const copy = button("Copy", "Copy the code", async () => {
      const text = cell.code();
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        copyByHand(text); // the clipboard is there for https and localhost alone
      }
      Object.assign(copy, { textContent: "Copied", ariaLabel: "Copied" });
      setTimeout(() => Object.assign(copy, { textContent: "Copy", ariaLabel: "Copy the code" }), 2000);
    });
    return copy;
  }

  function copyByHand(text) {
    const focused = document.activeElement;
    const area = element("textarea", { value: text });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    focused?.focus();
  }

  function plain(block) {
    const copy = copying({ code: () => block.dataset.code ?? block.querySelector("pre").textContent.trimEnd() });
    copy.className = "cica-copy";
    block.append(copy);
  }

  function withNote(block, text) {
    const note = element("span", { textContent: text });
    block.append(element("div", { className: "cica-bar" }, copying({ code: () => block.dataset.code }), note));
  }

  function runnable(block, number, cells) {
    const shown = block.firstElementChild;
    const area = element("textarea", { spellcheck: false, autocapitalize: "off", autocomplete: "off", wrap: "off", value: block.dataset.code });
    area.setAttribute("aria-label", "Code; Shift and Enter run it");
    area.hidden = true;
    const status = element("span");
    status.setAttribute("role", "status");
    const progress = element("progress", { hidden: true });
    progress.setAttribute("aria-label", "Loading Python");
    const amount = element("span"); // changes too often to be read out
    const output = element("div", { className: "cica-shown" });
    output.setAttribute("aria-live", "polite");

    const cell = {
      number,
      code: () => (area.hidden ? block.dataset.code : area.value),
      edited: () => !area.hidden && area.value !== block.dataset.code,
    };
    const start = button("Run", "Run this example in the page", () => {
      if (waits(true)) return;
      status.textContent = "Waiting for another example…";
      queue = queue.then(() => run());
    });
    const stop = button("Stop", "Stop what runs", () => closeSession("Stopped"));
    stop.hidden = true;
    const edit = button("Edit", "Edit this example", () => open(area.hidden));
    const grow = () => (area.rows = Math.max(2, area.value.split("\n").length));
    area.addEventListener("input", grow);
    area.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.shiftKey) {
        event.preventDefault();
        start.click();
      }
    });

    function open(editing) {
      area.hidden = !editing;
      shown.hidden = editing;
      area.value = block.dataset.code;
      edit.textContent = editing ? "Undo edits" : "Edit";
      edit.setAttribute("aria-label", editing ? "Undo edits of this example" : "Edit this example");
      grow();
      if (editing && document.activeElement === edit) area.focus();
    }

    // Run keeps the focus while it cannot be pressed. Returns whether that was so before.
    function waits(now) {
      const before = start.ariaDisabled === "true";
      start.ariaDisabled = now;
      return before;
    }

    function busy(now) {
      if (document.activeElement === stop) start.focus();
      waits(now);
      stop.hidden = !now;
      progress.hidden = amount.hidden = true;
      output.setAttribute("aria-busy", now);
    }

    async function run() {
      busy(true);
      output.replaceChildren();
      try {
        await load();
        for (const earlier of cells.slice(0, cells.indexOf(cell))) {
          if (session.ran.has(earlier)) continue;
          status.textContent = "Running what stands above…";
          await execute(earlier, () => {});
        }
        status.textContent = "Running…";
        const began = performance.now();
        await execute(cell, shower(output));
        scrollable(output.children);
        const took = ((performance.now() - began) / 1000).toFixed(1);
        status.textContent = output.hasChildNodes() ? `Answered in ${took} s` : `Done in ${took} s; it shows nothing`;
      } catch (error) {
        status.textContent = `${error.message}. The next run starts anew.`;
      }
      busy(false);
    }

    async function load() {
      if (session) return;
      status.textContent = "Loading Python, once for this page…";
      progress.hidden = amount.hidden = false;
      amount.textContent = "";
      session = openSession((loaded, total) => {
        Object.assign(progress, { max: total, value: loaded });
        amount.textContent = `${megabytes(loaded)} of ${megabytes(total)} MB`;
        if (loaded === total) status.textContent = "Starting Python…";
      });
      await session.ready;
      progress.hidden = amount.hidden = true;
    }

    const bar = element("div", { className: "cica-bar" }, start, stop, edit, copying(cell), progress, amount, status);
    block.append(area, bar, output);
    if ("open" in block.dataset) open(true);
    return cell;
  }

  const megabytes = (bytes) => (bytes / 1e6).toFixed(1);

  const cells = [];
  document.querySelectorAll(".cica-code").forEach((block, index) => {
    const { needs, runs } = block.dataset;
    if (runs === undefined) return plain(block);
    if (location.protocol === "file:") return withNote(block, "Served over http, this example runs in the page: python -m http.server");
    if (needs === undefined) return cells.push(runnable(block, index + 1, cells));
    withNote(block, `This example needs ${needs}, which is not in this page: what it answered is shown above.`);
    if (runs) cells.push({ number: index + 1, code: () => runs, edited: () => false });
  });

  const scrollAll = () => scrollable(document.querySelectorAll("article pre, .cica-output, .table-wrapper"));
  scrollAll();
  addEventListener("resize", scrollAll);
  // The arrows scroll a box that has the focus; Sphinx would turn the page.
  const arrows = (event) => /^Arrow/.test(event.key) && event.target.matches?.("pre, .cica-output, .table-wrapper") && event.stopPropagation();
  addEventListener("keydown", arrows, true);
})();
