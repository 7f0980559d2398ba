import { PIXELBYTE, put, READ, signed } from "./submit.js";

const OUTPUT = signed("GET", "https://cdn.muvi.video/a.png");
const UPLOAD = signed("PUT", "https://storage.muvi.video/a");

/** Links with the relay's own signature that lead where no output is. */
const ELSEWHERE = {
  "another host": "https://evil.example/a.png",
  "a host that ends like one of ours": "https://evilcdn.muvi.video/a.png",
  "a host that begins like one of ours": "https://cdn.muvi.video.evil.example/a",
  "a host with a dot at its end": "https://cdn.muvi.video./a.png",
  "a host with an encoded dot": "https://cdn.muvi.video%2eevil.example/a",
  "a host of uploads": "https://storage.muvi.video/a",
  "the provider's own calls": "https://api.muvi.video/v1/jobs",
  "a number": "https://2130706433/",
  "a host without encryption": "http://cdn.muvi.video/a.png",
  "another port": "https://cdn.muvi.video:8443/a.png",
  "a host with a user": "https://evil.example@cdn.muvi.video/a.png",
  "the cloud's own data": "http://169.254.169.254/latest/meta-data/",
  "this machine": "http://127.0.0.1:1/",
  "this machine by its other name": "http://[::1]:1/",
  "this machine in the newer numbers": "https://[::ffff:127.0.0.1]/",
  "a file": "file:///etc/passwd",
  "bytes of its own": "data:image/svg+xml,<svg/>",
};

export const LINKS = [
  ...Object.entries(ELSEWHERE).map(([where, address]) => link(`to ${where}`, signed("GET", address))),
  link("that was never made", `${PIXELBYTE}/relay-links/e30.AAAA`),
  link("with nothing in it", `${PIXELBYTE}/relay-links/`),
  link("that was changed", OUTPUT.replace(".", "A.")),
  link("with the signature of another", `${OUTPUT.split(".")[0]}.${UPLOAD.split(".")[1]}`),
  link("with a query", `${OUTPUT}?a=b`),
  link("at an address with an encoded letter", OUTPUT.replace("relay-links", "relay%2Dlinks"), 404),
  link("of another provider", signed("GET", "https://cdn.mulerouter.ai/a.png", { provider: "mulerun" })),
  link("that is too old", signed("GET", "https://cdn.muvi.video/a.png", { until: 1 }), 410),
  link("to write, read", UPLOAD),
  { name: "a link to read, written to", ...put(OUTPUT), status: 403 },
  {
    name: "an upload to a place of outputs",
    ...put(signed("PUT", "https://cdn.muvi.video/a.png")),
    status: 403,
  },
  { name: "an upload of a page", ...put(UPLOAD, { "content-type": "text/html" }), status: 415 },
  {
    name: "an upload of a drawing with script",
    ...put(UPLOAD, { "content-type": "image/svg+xml" }),
    status: 415,
  },
  // No more than it says is sent: some servers hang up on a body that they do not want.
  { name: "an upload that is too long", ...put(UPLOAD, { "content-length": "10485761" }), status: 413 },
];

function link(name, path, status = 403) {
  return { name: `a link ${name}`, ...READ, path, status };
}
