// Loaded before a program by `node --import`: what it sends to the providers goes to the session in `SIMULATED` instead.

const PROVIDERS = { "https://api.mulerun.com": "mulerun", "https://api.muvi.video": "pixelbyte" };
const { fetch } = globalThis;

globalThis.fetch = (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input);
  const provider = PROVIDERS[url.origin];
  if (provider === undefined) return fetch(input, init);
  const address = `${process.env.SIMULATED}/${provider}${url.pathname}${url.search}`;
  return input instanceof Request ? fetch(new Request(address, input), init) : fetch(address, init);
};
