// Draws the figures of {% chart %}; the library is fetched only by pages that have one.
// A figure may say in layout.meta.least how many pixels its words need; with less the table opens.
(() => {
  "use strict";
  const css = getComputedStyle(document.documentElement);
  const token = (name) => css.getPropertyValue(name).trim();

  const house = () => ({
    font: { family: getComputedStyle(document.body).fontFamily, color: token("--ink"), size: 13 },
    colorway: ["#17607b", "#b5822a", "#5b8c5a", "#8c4a5b", "#4b5f8f", "#8b8778"],
    paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
    margin: { t: 10, r: 10, b: 40, l: 50 },
    xaxis: { gridcolor: token("--line"), zerolinecolor: token("--line"), automargin: true },
    yaxis: { gridcolor: token("--line"), zerolinecolor: token("--line"), automargin: true },
  });

  const figureOf = (box) => JSON.parse(document.getElementById(box.dataset.chart).textContent);

  const draw = (box) => {
    const figure = figureOf(box);
    const base = house();
    const own = figure.layout ?? {};
    const layout = {
      ...base, ...own, template: undefined,
      xaxis: { ...base.xaxis, ...own.xaxis }, yaxis: { ...base.yaxis, ...own.yaxis },
    };
    window.Plotly.newPlot(box, figure.data, layout, { displayModeBar: false, responsive: true });
  };

  // Without the library, or the room, the table is all there is, so it opens.
  const openTable = (box) => {
    box.hidden = true;
    box.closest(".chart").querySelector("details").open = true;
  };

  let library;
  const fetched = (address) => library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", resolve);
    script.addEventListener("error", reject);
    document.head.append(script);
  });

  const drawAll = () => {
    document.querySelectorAll("[data-chart]:not([data-drawn])").forEach((box) => {
      box.dataset.drawn = "";
      if (box.clientWidth < (figureOf(box).layout?.meta?.least ?? 0)) return openTable(box);
      fetched(box.dataset.library).then(() => draw(box), () => openTable(box));
    });
  };

  drawAll();
  // Filters exchange a part of the page, its charts among them.
  document.addEventListener("htmx:afterSettle", drawAll);
})();
