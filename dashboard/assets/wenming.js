/* What the browser does by itself: links without reload, marks that open their evidence, Esc, theme, copy, images.
   Nothing here asks another machine. The server says everything else. */
(function () {
  "use strict";
  const root = document.documentElement;
  const SCHEME = "wenming-scheme", MEETING = "wenming-meeting";
  let opener = null;
  const GRID_WORDS = { noRowsToShow: "没有数据", ariaSortableColumn: "按回车排序" };

  /* ---- look: "light wide", "dark narrow" …; the server draws charts for it ---- */
  const narrow = window.matchMedia("(max-width: 767.98px)");
  function scheme() {
    try { return localStorage.getItem(SCHEME) === "dark" ? "dark" : "light"; } catch (e) { return "light"; }
  }
  function meeting() { return root.hasAttribute("data-meeting") && !narrow.matches; }
  function switchMeeting() {
    root.toggleAttribute("data-meeting");
    try { localStorage.setItem(MEETING, root.hasAttribute("data-meeting") ? "on" : "off"); } catch (e) { /* for this page only */ }
    close();
    tellLook();
  }
  // Charts follow their card by themselves; the server only needs the width for folding, so in steps of 40 px.
  function look() {
    const form = narrow.matches ? " phone " : meeting() ? " meeting " : " wide ";
    return scheme() + form + Math.floor(root.clientWidth / 40) * 40;
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
    meeting: switchMeeting,
    nav: () => open("nav"),
    filters: () => open("filters"),
    close: close,
    copy: (node) => copy(location.href, node),
    quote: (node) => copy(node.dataset.text, node),
    image: saveImage,
    reload: () => location.reload(),
    dismiss: () => window.dash_clientside.set_props("export-status", { children: null }),
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
    if (event.key !== "Escape") return;
    // An open list closes first; Mantine keeps its closed lists in the page.
    const lists = document.querySelectorAll("[role=listbox]");
    if ([...lists].some((list) => list.getClientRects().length)) return;
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
    // Plotly listens on a layer over the marks, so the hand must appear there.
    const hand = (event) => {
      const opens = event && idOf(event.points[0].customdata);
      for (const layer of graph.querySelectorAll(".nsewdrag")) layer.style.cursor = opens ? "pointer" : "";
    };
    graph.on("plotly_hover", hand);
    graph.on("plotly_unhover", () => hand(null));
    graph.on("plotly_afterplot", () => reach(graph));
    reach(graph);
  }
  function sayOf(graph, curve, index) {
    const hover = graph.data[curve].hovertemplate;
    const words = Array.isArray(hover) ? hover[index] : hover || "";
    return words.replace(/<extra>.*/s, "").replace(/<br>/g, "，").replace(/<[^>]*>/g, "") || "看依据";
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
      node.setAttribute("aria-label", sayOf(graph, trace.index, bound.i === undefined ? bound.index : bound.i));
      node.onkeydown = (event) => { if (event.key === "Enter") { event.preventDefault(); openMark(graph, id); } };
    }
  }

  /* ---- small drawings: the server writes them as SVG with the theme's variables ---- */
  function draw(node) {
    if (node.dataset.drawn === node.dataset.svg) return;
    node.dataset.drawn = node.dataset.svg;
    node.innerHTML = node.dataset.svg;
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

  /* ---- paper: charts light, and as wide as the sheet; all at once, for a print does not wait ---- */
  const SHEET = 1280, GAP = 16; // px inside the margins of A4 landscape, at the zoom that base.css prints with
  const onPaper = [];
  function recoloured(value, colours) {
    if (typeof value === "string") return value.replace(/#[0-9a-f]{6}/gi, (found) => colours[found.toLowerCase()] || found);
    if (Array.isArray(value)) return value.map((item) => recoloured(item, colours));
    if (!value || Object.getPrototypeOf(value) !== Object.prototype) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, recoloured(item, colours)]));
  }
  function toPaper() {
    if (onPaper.length) return;
    const colours = scheme() === "dark" ? JSON.parse(document.getElementById("paper").textContent) : {};
    for (const graph of document.querySelectorAll(".chart .js-plotly-plot")) {
      onPaper.push([graph, graph.data, graph.layout]);
      const width = graph.closest(".panel") ? graph.clientWidth : graph.closest(".row.side") ? SHEET - 356 - GAP
        : graph.closest(".row.halves") ? (SHEET - GAP) / 2 : SHEET;
      const layout = { ...recoloured(graph.layout, colours), autosize: false, width };
      window.Plotly.react(graph, recoloured(graph.data, colours), layout);
    }
  }
  function fromPaper() {
    for (const [graph, data, layout] of onPaper.splice(0)) window.Plotly.react(graph, data, layout);
  }
  window.addEventListener("beforeprint", toPaper);
  window.addEventListener("afterprint", fromPaper);

  /* ---- after every answer of the server ---- */
  let shown = "";
  function settle() {
    document.querySelectorAll(".drawn[data-svg]").forEach(draw);
    document.querySelectorAll(".js-plotly-plot").forEach(bind);
    const current = document.querySelector(".paragraph.on");
    const at = current ? location.pathname + location.search : "";
    if (current && at !== shown) {
      const box = current.getBoundingClientRect();
      if (box.bottom > window.innerHeight - 40 || box.top < 60) current.scrollIntoView({ block: "center" });
    }
    const row = document.querySelector(".values tr.on");
    const list = row && row.closest(".values");
    if (row && at !== shown && list.scrollHeight > list.clientHeight) list.scrollTop = row.offsetTop - list.clientHeight / 2;
    shown = at;
    const name = document.querySelector("#page [data-title]");
    if (name) document.title = name.dataset.title + " · 文明";
  }
  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; settle(); });
  }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-svg", "class"] });

  /* ---- AG Grid: the link of a row, full numbers, Chinese words ---- */
  window.dashAgGridComponentFunctions = Object.assign(window.dashAgGridComponentFunctions || {}, {
    EvidenceLink: (props) => (props.value ? window.React.createElement("a", { href: props.value }, "看依据") : null),
  });
  window.dashAgGridFunctions = Object.assign(window.dashAgGridFunctions || {}, {
    wenming: {
      gridNumber: ({ value }) => (value === null || value === undefined ? "—"
        : Number.isInteger(value) && value >= 1900 && value <= 2100 ? String(value)
          : value.toLocaleString("zh-CN", { maximumFractionDigits: 6 })),
      gridWords: GRID_WORDS,
    },
  });

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    wenming: {
      look: (_, now) => (now === look() ? window.dash_clientside.no_update : (told = look())),
      scheme: (now) => (now || "light").split(" ")[0],
    },
  });
})();
