import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, View } from "vega";
import { compile } from "vega-lite";

/** The ways to send photos, in the order of the table: their names in the chart and in the table. */
export const WAYS = {
  plantain: ["Plantain", "Plantain, cleaned on the way"],
  "file-reader": ["FileReader", "`FileReader` + `JSON.stringify`"],
  "to-base64": ["toBase64()", "`toBase64()` + `JSON.stringify`"],
  ai: ["ai", "the encoder of `ai`"],
  huggingface: ["@huggingface/inference", "that of `@huggingface/inference`"],
  replicate: ["replicate", "that of `replicate`"],
  carried: ["read, not encoded", "read and sent, not encoded"],
};
const MIB = 1024 * 1024;

/** Returns the medians of the measurements of one way. Time and block are from the rounds without memory sampling. */
export function figures(way, measurements) {
  const of = (list, figure) => median(list.map(figure));
  const timed = measurements.filter(({ idle }) => !idle);
  const sampled = measurements.filter(({ idle }) => idle);
  return {
    way,
    ms: of(timed, ({ ms }) => ms),
    block: of(timed, ({ block }) => block),
    worstBlock: Math.max(...timed.map(({ block }) => block)),
    renderer: of(sampled, ({ idle, peak }) => (peak.renderer - idle.renderer) / MIB),
    processes: of(sampled, ({ idle, peak }) => (peak.tree - idle.tree) / MIB),
  };
}

/** Prints the claims about the figures of one size, and returns whether all hold. */
export function check(rows) {
  const [ours, reader, carried] = ["plantain", "file-reader", "carried"].map((way) =>
    rows.find((row) => row.way === way),
  );
  const claims = [
    ["time, by that of reading and sending alone", ours.ms / carried.ms, 1.5],
    ["time, by FileReader's", ours.ms / reader.ms, 0.55],
    ["longest block, in ms", ours.block, 50],
    ["renderer's memory, by FileReader's", ours.renderer / reader.renderer, 0.4],
  ];
  for (const [claim, found, most] of claims)
    console.log(`${found <= most ? "PASS" : "FAIL"}  ${claim}: ${found.toFixed(2)}, at most ${most}`);
  return claims.every(([, found, most]) => found <= most);
}

/** Writes the table of docs/benchmarks.md and the chart docs/images.svg. */
export async function publish(docs, { rows, size, browser, rounds }) {
  const heading = `| ${size} | server has the last byte | page stands still | page's process | all processes |`;
  const lines = rows.map(({ way, error, ms, block, renderer, processes }) =>
    error
      ? `| ${WAYS[way][1]} | fails: \`${error.split(":")[0]}\` | | | |`
      : `| ${WAYS[way][1]} | ${ms.toFixed()} ms | ${block.toFixed()} ms | ${renderer.toFixed()} MiB | ${processes.toFixed()} MiB |`,
  );
  const table = [heading, "|---|---|---|---|---|", ...lines].join("\n");
  const page = join(docs, "benchmarks.md");
  const [before, rest] = readFileSync(page, "utf8").split("<!-- bench images -->\n");
  const [, after] = rest.split("<!-- /bench images -->");
  writeFileSync(page, `${before}<!-- bench images -->\n${table}\n<!-- /bench images -->${after}`);
  writeFileSync(join(docs, "images.svg"), await draw({ rows, size, browser, rounds }));
  console.log("wrote docs/benchmarks.md and docs/images.svg");
}

/** Returns a bar for each way and figure as SVG. */
function draw({ rows, size, browser, rounds }) {
  const panels = [
    ["until the server has the last byte", ({ ms }) => ms, "ms"],
    ["page stands still at most", ({ block }) => block, "ms"],
    ["memory of all processes", ({ processes }) => processes, "MiB"],
  ];
  const names = Object.values(WAYS).map(([name]) => name);
  const values = rows.flatMap(({ way, error, ...figures }) =>
    panels.map(([panel, figure, unit]) => ({
      panel,
      way: WAYS[way][0],
      value: error ? 0 : Math.max(figure(figures), 0),
      label: error ? `fails: ${error.split(":")[0]}` : `${figure(figures).toFixed()} ${unit}`,
    })),
  );
  const bars = (title, first) => ({
    title: { text: title, anchor: "start", frame: "group", fontWeight: "normal", fontSize: 12 },
    width: 180,
    transform: [{ filter: { field: "panel", equal: title } }],
    encoding: {
      y: {
        field: "way",
        type: "nominal",
        sort: names,
        title: null,
        axis: first ? {} : null,
      },
      x: { field: "value", type: "quantitative", axis: null, scale: { nice: false } },
    },
    layer: [
      {
        mark: "bar",
        encoding: {
          color: { condition: { test: "datum.way == 'Plantain'", value: "#1a7f37" }, value: "#b35900" },
        },
      },
      { mark: { type: "text", align: "left", dx: 4 }, encoding: { text: { field: "label" } } },
    ],
  });
  const chart = {
    background: "white",
    padding: 16,
    title: {
      text: `${size} on their way to a provider that takes base64`,
      subtitle: `${browser}, medians of ${rounds}, measured alternately`,
      anchor: "start",
    },
    data: { values },
    spacing: 60,
    hconcat: panels.map(([title], index) => bars(title, index === 0)),
    config: {
      font: "system-ui, sans-serif",
      axis: { labelFontSize: 12, domain: false, ticks: false },
      text: { fontSize: 12 },
      view: { stroke: null },
    },
  };
  return new View(parse(compile(chart).spec)).toSVG();
}

function median(values) {
  return values.sort((one, other) => one - other)[Math.floor(values.length / 2)];
}
