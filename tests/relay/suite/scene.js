import { Session, startSimulator } from "../../support/simulator.js";
import { SUBMIT } from "../attacks/submit.js";
import { clientOf } from "../client.js";
import { startMirror } from "../mirror.js";
import { runtimes } from "../runtimes/index.js";

/**
 * The surroundings of the relay while one runtime is tested: `session` is the providers' side, `mirror` a provider that misbehaves, and `client` calls
 * the relay. All of them are there between `start` and `stop`.
 */
export class Scene {
  constructor(runtime) {
    this.runtime = runtime;
  }

  async start() {
    this.simulator = await startSimulator({ seconds: 0.3 });
    this.mirror = await startMirror();
    this.session = new Session(this.simulator, this.runtime);
    await this.session.reset({ key: KEY });
    this.server = await runtimes[this.runtime].start({
      simulator: this.session.api,
      mirror: this.mirror.address,
      refused: this.simulator.refused,
      key: KEY,
    });
    this.client = clientOf(this.server);
  }

  async stop() {
    await this.server?.stop();
    await this.mirror?.stop();
    await this.simulator?.stop();
  }

  /** Empties the session. Neither the providers nor their storage send CORS headers. */
  fresh(options) {
    const common = { key: KEY, jobMs: 0, longestSide: 64, cors: false, outputCors: false };
    return this.session.reset({ ...common, ...options });
  }

  /** Calls a path as a page of ours: by POST where there is a body, else by GET. */
  call(path, body, headers) {
    return this.client.ask({
      method: body === undefined ? "GET" : "POST",
      path,
      body: typeof body === "object" ? JSON.stringify(body) : body,
      headers: { ...SUBMIT.headers, ...headers },
    });
  }

  /** Buys a picture at MuleRun, by the relay that stands at a path. */
  submit(at, prompt, headers) {
    return this.call(submitAt(at), { prompt, images: [PICTURE] }, headers);
  }

  /** Submits a body of one's own, text or pieces. */
  send(at, body) {
    return this.client.ask({ path: submitAt(at), headers: SUBMIT.headers, body });
  }

  /** Submits a prompt that says how the mirror misbehaves, and returns the answer before its body is there. */
  openMirror(prompt, options) {
    const body = JSON.stringify({ prompt });
    return this.client.open({ path: submitAt("/mirror"), headers: SUBMIT.headers, body, ...options });
  }
}

/** Returns the path of `SUBMIT` at another relay of the site. */
export function submitAt(path) {
  return SUBMIT.path.replace("/api/plantain", path);
}

/** Long and random enough not to occur by chance; with characters that JSON and addresses write in other ways. */
export const KEY = "muk-7Qz/3fK+9vLx=2wTn8RbY5cH1dJ6";

/** Bytes of a small PNG. */
export const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);
export const PICTURE = `data:image/png;base64,${PNG.toString("base64")}`;
