/** Writes what was judged as a table in Markdown, and below it how many files of which makers there were. */
export function table(rows) {
  const lines = rows.map(({ file, make, model, size, orientation, before, bytes, problems }) => {
    const held = Object.keys(before).filter((name) => before[name]);
    const cells = [
      file,
      make,
      model,
      size,
      orientation,
      held.join(" "),
      ...bytes,
      problems.join("; ") || "clean",
    ];
    return `| ${cells.join(" | ")} |`;
  });
  const makers = new Map();
  for (const { make } of rows) makers.set(make, (makers.get(make) ?? 0) + 1);
  const counted = [...makers].filter(([make]) => make).map(([make, count]) => `${make} ${count}`);
  return `${[HEAD, ...lines].join("\n")}\n\n${rows.length} files: ${counted.sort().join(", ")}\n`;
}

const HEAD = `| file | maker | camera | size | orientation | held | bytes | bytes sent | judged |
|---|---|---|---|---|---|---|---|---|`;
