import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, View } from "vega";
import { compile } from "vega-lite";

/** The ways to send photos, in the order of the table: their names in the chart and in the table. */
export const WAYS = {
  plantain: ["Plantain", "Plantain, stripped on the way"],
  "file-reader": ["FileReader", "`FileReader` + `JSON.stringify`"],
  "to-base64": ["toBase64()", "`toBase64()` + `JSON.stringify`"],
  ai: ["ai", "the encoder of `ai`"],
  huggingface: ["@huggingface/inference", "that of `@huggingface/inference`"],
  replicate: ["replicate", "that of `replicate`"],
  carried: ["read, not encoded", "read and sent, not encoded"],
};
/** The table's columns: name, unit, and heading. The chart has those with a title. */
const FIGURES = [
  ["ms", "ms", "server has the last byte", "until the server has the last byte"],
  ["block", "ms", "longest block of the main thread", "main thread blocked at most"],
  ["renderer", "MiB", "page's process"],
  ["processes", "MiB", "all processes", "memory of all processes"],
];

/** Writes the table of docs/benchmarks.md and the chart docs/images.svg. */
export async function publish(docs, measured) {
  const page = join(docs, "benchmarks.md");
  const marked = /(?<=<!-- bench images -->\n)[\s\S]*(?=<!-- \/bench images -->)/;
  writeFileSync(page, readFileSync(page, "utf8").replace(marked, tableOf(measured)));
  writeFileSync(join(docs, "images.svg"), await new View(parse(compile(chartOf(measured)).spec)).toSVG());
  console.log("wrote docs/benchmarks.md and docs/images.svg");
}

function tableOf({ rows, size }) {
  const cells = ({ error, ...row }) =>
    error
      ? [`fails: \`${nameOf(error)}\``, "", "", ""]
      : FIGURES.map(([name, unit]) => `${row[name].toFixed()} ${unit}`);
  const lines = [
    [size, ...FIGURES.map(([, , heading]) => heading)],
    Array(5).fill("---"),
    ...rows.map((row) => [WAYS[row.way][1], ...cells(row)]),
  ];
  return lines.map((line) => `| ${line.join(" | ")} |\n`).join("");
}

/** Returns a bar for each way and figure. */
function barsOf({ way, error, ...row }) {
  return FIGURES.filter(([, , , title]) => title).map(([name, unit, , panel]) => ({
    panel,
    way: WAYS[way][0],
    value: Math.max(row[name] ?? 0, 0),
    label: error ? `fails: ${nameOf(error)}` : `${row[name].toFixed()} ${unit}`,
  }));
}

const nameOf = (error) => error.split(":")[0];

/** Returns the chart, as Vega-Lite describes it. */
function chartOf({ rows, size, browser, rounds }) {
  const color = { condition: { test: "datum.way == 'Plantain'", value: "#1a7f37" }, value: "#b35900" };
  const x = { field: "value", type: "quantitative", axis: null, scale: { nice: false } };
  const y = { field: "way", sort: Object.values(WAYS).map(([name]) => name), title: null };
  return {
    background: "white",
    padding: 16,
    title: {
      text: `${size} on their way to a provider that takes base64`,
      subtitle: `${browser}, medians of ${rounds}, measured alternately`,
      anchor: "start",
    },
    data: { values: rows.flatMap(barsOf) },
    facet: {
      column: {
        field: "panel",
        sort: FIGURES.map(([, , , title]) => title).filter(Boolean),
        title: null,
        header: { labelFontSize: 12 },
      },
    },
    spacing: 60,
    resolve: { scale: { x: "independent" } },
    spec: {
      width: 180,
      encoding: { x, y },
      layer: [
        { mark: "bar", encoding: { color } },
        {
          mark: { type: "text", align: "left", dx: 4, fontSize: 12 },
          encoding: { text: { field: "label" } },
        },
      ],
    },
    config: {
      font: "system-ui, sans-serif",
      axis: { labelFontSize: 12, labelLimit: 300, domain: false, ticks: false },
      view: { stroke: null },
    },
  };
}
