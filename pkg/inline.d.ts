/**
 * `plantain` with the WebAssembly module inside the JavaScript, for whatever loses files beside a script: the development
 * servers of Vite 5 to 7, esbuild, Rollup, single-file pages, Node. A page loads about as many compressed bytes, but cannot
 * compile them while they arrive.
 */
export * from "./index.js";
