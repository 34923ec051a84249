/* What the browser does by itself: links without reload, marks that open their evidence, Esc, theme, copy, images.
   Nothing here asks another machine. The server says everything else. */
(function () {
  "use strict";
  const root = document.documentElement;
  const SCHEME = "wenming-scheme";
  let opener = null;

  /* ---- look: "light wide", "dark narrow" …; the server draws charts for it ---- */
  const narrow = window.matchMedia("(max-width: 767.98px)");
  function scheme() {
    try { return localStorage.getItem(SCHEME) === "dark" ? "dark" : "light"; } catch (e) { return "light"; }
  }
  // Charts follow their card by themselves; the server only needs the width for folding, so in steps of 40 px.
  function look() {
    return scheme() + (narrow.matches ? " phone " : " wide ") + Math.floor(root.clientWidth / 40) * 40;
  }
  let told = "";
  function tellLook() {
    if (told === look()) return;
    told = look();
    window.dash_clientside.set_props("look", { data: told });
  }
  let resized = 0;
  window.addEventListener("resize", () => { clearTimeout(resized); resized = setTimeout(tellLook, 200); });
  function switchScheme() {
    try { localStorage.setItem(SCHEME, scheme() === "dark" ? "light" : "dark"); } catch (e) { return; }
    tellLook();
  }
  narrow.addEventListener("change", tellLook);

  /* ---- moving: the address changes, dcc.Location hears popstate and asks the server ---- */
  function go(href) {
    const from = location.pathname;
    history.pushState({}, "", href);
    window.dispatchEvent(new PopStateEvent("popstate"));
    close();
    if (location.pathname !== from) window.scrollTo(0, 0);
  }
  function close() { delete root.dataset.open; }
  function open(what) { root.dataset.open = root.dataset.open === what ? "" : what; }

  const actions = {
    scheme: switchScheme,
    nav: () => open("nav"),
    filters: () => open("filters"),
    close: close,
    copy: (node) => copy(location.href, node),
    quote: (node) => copy(node.dataset.text, node),
    image: saveImage,
    reload: () => location.reload(),
  };
  document.addEventListener("click", (event) => {
    const act = event.target.closest("[data-act]");
    if (act) { actions[act.dataset.act](act); return; }
    const row = event.target.closest("[data-href]");
    const link = event.target.closest("a[href]");
    if (row && !link && !String(window.getSelection())) { opener = row.dataset.href; go(row.dataset.href); return; }
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const url = new URL(link.href, location.href);
    if (link.target || link.hasAttribute("download") || url.origin !== location.origin) return;
    if (!["/", "/compare", "/trend", "/unit", "/evidence"].includes(url.pathname)) return;
    if (url.hash && url.pathname === location.pathname && url.search === location.search) return;
    event.preventDefault();
    if (link.dataset.value) opener = link.dataset.value;
    go(url.pathname + url.search);
  });
  document.addEventListener("keydown", (event) => {
    const popup = document.querySelector(".mantine-Menu-dropdown,[role=listbox]");
    if (event.key !== "Escape" || popup) return;
    if (root.dataset.open) { close(); return; }
    const way = document.querySelector(".panel [data-close]");
    if (way) { go(way.getAttribute("href")); refocus(); }
  });
  function refocus() {
    if (!opener) return;
    const wanted = opener;
    const find = () => document.querySelector(`[data-value="${CSS.escape(wanted)}"]:not(.panel *)`);
    new MutationObserver((_, watcher) => {
      if (document.querySelector(".panel")) return;
      watcher.disconnect();
      const node = find();
      if (node) node.focus({ preventScroll: true });
    }).observe(document.getElementById("page"), { childList: true, subtree: true });
  }

  /* ---- copying ---- */
  function copy(text, node) {
    const said = () => {
      const words = node.textContent;
      if (words === "已复制") return;
      node.textContent = "已复制";
      setTimeout(() => { node.textContent = words; }, 1600);
    };
    if (navigator.clipboard && window.isSecureContext) { navigator.clipboard.writeText(text).then(said); return; }
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    said();
  }

  /* ---- charts: a mark's customdata is the id of its evidence; data-open on the frame is the way there ---- */
  function idOf(custom) { return Array.isArray(custom) ? custom[0] : custom; }
  function customOf(graph, curve, index) {
    const trace = graph._fullData ? graph.data[curve] : null;
    const all = trace && trace.customdata;
    if (!all) return null;
    const list = all._inputArray || all;
    if (Array.isArray(index)) return idOf((list[index[0]] || [])[index[1]]);
    return idOf(list[index]);
  }
  function openMark(graph, id) {
    const frame = graph.closest("[data-to]");
    if (!frame || id === null || id === undefined || id === "") return;
    opener = String(id);
    go(frame.dataset.to.replace("__id__", encodeURIComponent(id)));
  }
  function bind(graph) {
    if (graph.dataset.bound || !graph.on) return;
    graph.dataset.bound = "yes";
    graph.on("plotly_click", (event) => openMark(graph, idOf(event.points[0].customdata)));
    graph.on("plotly_afterplot", () => reach(graph));
    reach(graph);
  }
  function reach(graph) {
    if (!graph.closest("[data-to]")) return;
    for (const node of graph.querySelectorAll(".trace .point")) {
      const bound = node.__data__ || (node.firstElementChild && node.firstElementChild.__data__);
      const group = node.closest(".trace").__data__;
      const trace = group && (group.trace || (group[0] && group[0].trace));
      if (!bound || !trace) continue;
      const id = customOf(graph, trace.index, bound.i === undefined ? bound.index : bound.i);
      if (id === null || id === undefined || id === "" || node.dataset.value === String(id)) continue;
      node.dataset.value = String(id);
      node.setAttribute("tabindex", "0");
      node.setAttribute("role", "link");
      node.setAttribute("aria-label", "看依据");
      node.style.pointerEvents = "all";
      node.style.cursor = "pointer";
      node.onkeydown = (event) => { if (event.key === "Enter") { event.preventDefault(); openMark(graph, id); } };
    }
  }

  /* ---- small drawings in tables: sparklines, position strips, dots of the peers ---- */
  const SVG = "http://www.w3.org/2000/svg";
  function make(name, attributes, parent) {
    const node = document.createElementNS(SVG, name);
    for (const key in attributes) node.setAttribute(key, attributes[key]);
    if (parent) parent.append(node);
    return node;
  }
  function mark(svg, x, y, state, colour, size) {
    if (state === "corrected") {
      return make("path", { d: `M${x} ${y - size}l${size} ${size}l${-size} ${size}l${-size} ${-size}Z`, fill: colour }, svg);
    }
    const hollow = state === "approximate";
    const red = state === "conflicting";
    return make("circle", { cx: x, cy: y, r: hollow ? size - 0.3 : size, "stroke-width": 1.8,
      fill: hollow || red ? "var(--card)" : colour, stroke: red ? "var(--red)" : hollow ? colour : "none" }, svg);
  }
  function spark(spec) {
    const { width, height, points, spans, cumulative } = spec;
    const svg = make("svg", { width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" });
    const known = points.filter((p) => p !== null).concat((spans || []).map((s) => s.value));
    if (!known.length) return svg;
    const low = Math.min(...known), high = Math.max(...known), pad = spec.pad || 6;
    const x = (i) => (points.length > 1 ? pad + ((width - 2 * pad) * i) / (points.length - 1) : width - pad);
    const y = (v) => (high > low ? height - 6 - ((height - 12) * (v - low)) / (high - low) : height / 2);
    let run = [];
    const flush = () => {
      if (run.length > 1) make("polyline", { points: run.join(" "), fill: "none", stroke: "var(--mark2)", "stroke-width": 1.5, "stroke-linejoin": "round" }, svg);
      if (run.length === 1) { const [a, b] = run[0].split(","); make("circle", { cx: a, cy: b, r: 1.8, fill: "var(--mark2)" }, svg); }
      run = [];
    };
    points.forEach((v, i) => (v === null ? flush() : run.push(`${x(i)},${y(v)}`)));
    flush();
    for (const span of spans || []) {
      make("path", { d: `M${x(span.from)} ${y(span.value)}H${x(span.to)}M${x(span.from)} ${y(span.value) - 3}v6M${x(span.to)} ${y(span.value) - 3}v6`, fill: "none", stroke: "var(--mark2)", "stroke-width": 1.5 }, svg);
    }
    const last = points.length - 1;
    if (points[last] !== null) mark(svg, x(last), y(points[last]), spec.state, "var(--accent)", 3.5);
    return svg;
  }
  function strip(spec) {
    const { width, height, low, high, q1, q3, median, value } = spec;
    const svg = make("svg", { width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" });
    const x = (v) => (high > low ? 6 + ((width - 12) * (v - low)) / (high - low) : width / 2);
    const mid = height / 2;
    make("line", { x1: 6, x2: width - 6, y1: mid, y2: mid, stroke: "var(--line2)", "stroke-width": 1.5 }, svg);
    if (q1 !== null && q1 !== undefined) {
      make("rect", { x: x(q1), y: mid - 5, width: Math.max(x(q3) - x(q1), 2), height: 10, fill: "var(--s1)" }, svg);
      make("line", { x1: x(median), x2: x(median), y1: mid - 8, y2: mid + 8, stroke: "var(--ink)", "stroke-width": 1.5 }, svg);
    }
    for (const other of spec.dots || []) make("circle", { cx: x(other), cy: mid, r: 2.5, fill: "var(--mark)" }, svg);
    mark(svg, x(value), mid, spec.state, "var(--accent)", 4.5);
    return svg;
  }
  function swarm(spec) {
    const width = 318, base = 48, step = 9, svg = make("svg", { viewBox: `0 0 ${width} 78`, width: "100%", role: "img", "aria-label": spec.label });
    const x = (v) => (spec.high > spec.low ? 14 + ((width - 28) * (v - spec.low)) / (spec.high - spec.low) : width / 2);
    if (spec.q1 !== null) make("rect", { x: x(spec.q1), y: 10, width: Math.max(x(spec.q3) - x(spec.q1), 2), height: 46, fill: "var(--band)" }, svg);
    const columns = {};
    for (const dot of spec.dots) {
      const slot = Math.round(x(dot.value) / 7.5);
      const level = Math.min(columns[slot] = (columns[slot] || 0) + 1, 5) - 1;
      mark(svg, x(dot.value), base - level * step, dot.state, dot.on ? "var(--accent)" : "var(--mark2)", dot.on ? 5 : 3.6);
    }
    if (spec.median !== null) make("line", { x1: x(spec.median), x2: x(spec.median), y1: 10, y2: 56, stroke: "var(--ink)", "stroke-width": 1.5 }, svg);
    let taken = [];
    for (const label of spec.labels) {
      const at = Math.min(Math.max(x(label.at), 6 * label.text.length), width - 6 * label.text.length);
      const half = 6.5 * label.text.length;
      if (taken.some(([a, b]) => at + half > a && at - half < b)) continue;
      taken.push([at - half, at + half]);
      make("text", { x: at, y: 75, "text-anchor": "middle", class: label.on ? "" : "axis", "font-weight": label.on ? 600 : 400 }, svg).textContent = label.text;
    }
    return svg;
  }
  const drawings = { spark, strip, swarm };
  function draw(node) {
    if (node.dataset.drawn === node.dataset.spec) return;
    node.dataset.drawn = node.dataset.spec;
    node.replaceChildren(drawings[node.dataset.kind](JSON.parse(node.dataset.spec)));
  }

  /* ---- an image of a chart: the server gives the figure of the exports, the browser draws it ---- */
  async function saveImage(node) {
    const words = node.textContent;
    node.textContent = "正在画图";
    try {
      const answer = await fetch(node.dataset.figure);
      if (!answer.ok) throw new Error(answer.status);
      const { figure, name, width, height } = await answer.json();
      await window.Plotly.downloadImage(figure, { format: "png", width, height, scale: 2, filename: name });
      node.textContent = words;
    } catch (e) { node.textContent = "没有画成，重试"; }
  }

  /* ---- after every answer of the server ---- */
  let shown = "";
  function settle() {
    document.querySelectorAll(".drawn[data-spec]").forEach(draw);
    document.querySelectorAll(".js-plotly-plot").forEach(bind);
    const current = document.querySelector(".paragraph.on");
    const at = current ? location.pathname + location.search : "";
    if (current && at !== shown && window.scrollY < 400 | at !== shown) {
      const box = current.getBoundingClientRect();
      if (box.bottom > window.innerHeight - 40 || box.top < 60) current.scrollIntoView({ block: "center" });
    }
    shown = at;
    const name = document.querySelector("#page [data-title]");
    if (name) document.title = name.dataset.title + " · 文明";
  }
  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; settle(); });
  }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-spec", "class"] });

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    wenming: {
      look: (_, now) => (now === look() ? window.dash_clientside.no_update : (told = look())),
      scheme: (now) => (now || "light").split(" ")[0],
    },
  });
})();
