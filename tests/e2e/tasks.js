/**
 * Does something while every task of the page's main thread is timed. Returns the longest: by the clock, and by the processor, which a
 * busy machine's other programs do not lengthen; and the processor's time of all.
 */
export async function longestTask(page, work) {
  const browser = page.context().browser();
  await browser.startTracing(page, {
    categories: ["devtools.timeline", "toplevel", "disabled-by-default-devtools.timeline"],
  });
  const value = await work();
  const { traceEvents } = JSON.parse(String(await browser.stopTracing()));
  const threads = traceEvents.filter(
    ({ name, args }) => name === "thread_name" && args.name === "CrRendererMain",
  );
  const tasks = traceEvents.filter(
    ({ name, pid, tid }) =>
      TASKS.has(name) && threads.some((thread) => thread.pid === pid && thread.tid === tid),
  );
  const most = (figure) => Math.max(0, ...tasks.map((task) => task[figure] ?? 0)) / 1000;
  return {
    value,
    tasks: tasks.length,
    blockMs: most("dur"),
    workMs: most("tdur"),
    allWorkMs: allWork(tasks),
  };
}

/** Adds up the processor's time of all tasks, which a trace may list under two names. */
function allWork(tasks) {
  const sums = [...TASKS].map((wanted) =>
    tasks.reduce((sum, { name, tdur = 0 }) => sum + (name === wanted ? tdur : 0), 0),
  );
  return Math.max(...sums) / 1000;
}

const TASKS = new Set(["RunTask", "ThreadControllerImpl::RunTask"]);
