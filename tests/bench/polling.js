// Polls per job and the mean delay between done and known: Plantain's schedule beside fixed intervals and the bound.
// Prints a table and draws the chart. Arguments: the file with Plantain's poll times, and the file for the chart.

import { readFileSync, writeFileSync } from "node:fs";
import { cumulativeLogNormal, densityLogNormal, parse, quantileLogNormal, View } from "vega";
import { compile } from "vega-lite";

const [source, target] = process.argv.slice(2);
/** Lists of poll times, in seconds since the submit, by the provider's estimate in seconds. */
const schedules = JSON.parse(readFileSync(source, "utf8"));

const ESTIMATES = { right: 1, "2× too short": 0.5, "2× too long": 2, absent: null };
const OURS = "Plantain, by its estimate";
const INTERVALS = [0.5, 1, 2, 5];
const SHARES = Array.from({ length: 1000 }, (_, index) => (index + 0.5) / 1000);

/** Job times are log-normal: the median in seconds, and the standard deviation of the logarithm. */
const cases = [5, 30, 60].flatMap((median) => [0.2, 0.4, 0.6, 0.8].map((sigma) => ({ median, sigma })));
const rows = cases.flatMap((times) =>
  Object.entries(ESTIMATES).map(([estimate, factor]) => {
    const { polls, delay } = effort(schedules[factor ? times.median * factor : "absent"], times);
    return { ...times, estimate, polls, delay, "× least possible": (polls * delay) / leastProduct(times) };
  }),
);
const fixed = cases.flatMap((times) =>
  INTERVALS.map((interval) => ({ ...times, interval, ...atInterval(interval, times) })),
);
console.table([...rows, ...fixed].map(rounded));
writeFileSync(target, await draw({ median: 30, sigma: 0.4 }));
console.log(`wrote ${target}`);

/** Returns the mean number of polls and the mean delay in seconds, over all schedules and job times. */
function effort(schedules, { median, sigma }) {
  const times = SHARES.map((share) => quantileLogNormal(share, Math.log(median), sigma));
  const found = schedules.flatMap((schedule) =>
    times.map((time) => {
      const index = schedule.findIndex((poll) => poll >= time);
      return { polls: index + 1, delay: schedule[index] - time };
    }),
  );
  const mean = (name) => found.reduce((sum, one) => sum + one[name], 0) / found.length;
  return { polls: mean("polls"), delay: mean("delay") };
}

function atInterval(interval, times) {
  return effort([Array.from({ length: 3000 / interval }, (_, index) => (index + 1) * interval)], times);
}

/**
 * Returns the least product of polls and mean delay that a schedule can have, in the continuous approximation.
 *
 * With a poll every √(2λ / h(t)) seconds it is (∫ √(f(t) S(t)) dt)² / 2 whatever λ is: f is the density of the job
 * times, S the share of jobs that take longer, h = f / S.
 */
function leastProduct({ median, sigma }) {
  const step = 0.01;
  let integral = 0;
  for (let z = -9; z < 9; z += step) {
    const time = median * Math.exp(sigma * z);
    const [density, done] = [densityLogNormal, cumulativeLogNormal].map((of) =>
      of(time, Math.log(median), sigma),
    );
    integral += Math.sqrt(density * (1 - done)) * time * sigma * step;
  }
  return integral ** 2 / 2;
}

/** Returns the chart as SVG. */
function draw(times) {
  const least = [0.25, 4].map((delay) => ({ polls: leastProduct(times) / delay, delay, way: "bound" }));
  const every = [0.45, ...INTERVALS, 7].map((interval) => ({
    ...atInterval(interval, times),
    way: "fixed interval",
    label: INTERVALS.includes(interval) ? `${interval} s` : "",
  }));
  const plantain = rows
    .filter(({ median, sigma }) => median === times.median && sigma === times.sigma)
    .filter(({ estimate }) => estimate !== "absent")
    .map(({ polls, delay, estimate }) => ({ polls, delay, way: OURS, label: estimate }));
  const log = (domain, values) => ({ scale: { type: "log", domain }, axis: { values } });
  const labels = (filter) => ({ transform: [{ filter }], encoding: { text: { field: "label" } } });
  const chart = {
    background: "white",
    padding: 16,
    width: 560,
    height: 360,
    title: {
      text: "Polls per job and mean delay until a result is known",
      subtitle: `Jobs with a median of ${times.median} s, log-normal, σ ${times.sigma}`,
      anchor: "start",
    },
    data: { values: [...least, ...every, ...plantain] },
    encoding: {
      x: {
        field: "polls",
        type: "quantitative",
        title: "polls per job",
        ...log([3, 80], [5, 10, 20, 40, 80]),
      },
      y: {
        field: "delay",
        type: "quantitative",
        title: "mean delay, s",
        ...log([0.2, 4], [0.25, 0.5, 1, 2, 4]),
      },
      color: {
        field: "way",
        title: null,
        scale: { domain: [OURS, "fixed interval", "bound"], range: ["#1a7f37", "#b35900", "#57606a"] },
      },
    },
    layer: [
      { transform: [{ filter: `datum.way != '${OURS}'` }], mark: { type: "line", clip: true } },
      { transform: [{ filter: "datum.label" }], mark: { type: "point", filled: true, size: 60 } },
      { ...labels(`datum.way == '${OURS}'`), mark: { type: "text", align: "right", dx: -9, dy: 7 } },
      { ...labels("datum.way == 'fixed interval'"), mark: { type: "text", align: "left", dx: 9, dy: -6 } },
    ],
    config: {
      font: "system-ui, sans-serif",
      axis: { labelFontSize: 12, titleFontSize: 12 },
      legend: { labelFontSize: 12, labelLimit: 300 },
      text: { fontSize: 12 },
    },
  };
  return new View(parse(compile(chart).spec)).toSVG();
}

function rounded(row) {
  const round = (value) => (typeof value === "number" ? Number(value.toFixed(2)) : value);
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, round(value)]));
}
