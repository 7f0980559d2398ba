const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
const input = document.querySelector("input");
const output = document.querySelector("img");

input.addEventListener("change", () => worker.postMessage(input.files));
worker.addEventListener("message", ({ data }) => {
  output.src = data;
});
