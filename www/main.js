// The page's modules are loaded from here so that, where one of them is missing, the page can still say so.
try {
  await import("./modules/page.js");
} catch (error) {
  const problem = document.getElementById("start-problem");
  if (!problem) throw error;
  problem.textContent = `This page could not start: ${error instanceof Error ? error.message : String(error)}. Reload it; if that does not help, build the package first (cargo xtask demo does).`;
  problem.hidden = false;
}

export {};
