// Draws the figures of {% chart %}; the library is fetched only by pages that have one.
(() => {
  "use strict";
  const boxes = [...document.querySelectorAll("[data-chart]")];
  if (!boxes.length) return;
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

  const draw = (box) => {
    const figure = JSON.parse(document.getElementById(box.dataset.chart).textContent);
    const base = house();
    const own = figure.layout ?? {};
    const layout = {
      ...base, ...own, template: undefined,
      xaxis: { ...base.xaxis, ...own.xaxis }, yaxis: { ...base.yaxis, ...own.yaxis },
    };
    window.Plotly.newPlot(box, figure.data, layout, { displayModeBar: false, responsive: true });
  };

  const script = document.createElement("script");
  script.src = boxes[0].dataset.library;
  script.addEventListener("load", () => boxes.forEach(draw));
  // Without the library the table is all there is, so it opens.
  script.addEventListener("error", () => boxes.forEach((box) => {
    box.hidden = true;
    box.closest(".chart").querySelector("details").open = true;
  }));
  document.head.append(script);
})();
