import { explain } from "../pkg/explain.js";
import { createClient, isPlantainError } from "../pkg/index.js";
import { segments } from "./choice.js";
import { element } from "./element.js";
import { clearProblem, problemLine } from "./problems.js";
import { forgetAccess, keepAccess, keptAccess } from "./remembered.js";
import { SIMULATOR_KEY, simulatedAddress } from "./simulator.js";

/**
 * How each provider is reached: at the simulator, or for real with a key. Where the simulator stands behind a relay, there is nothing to choose and no
 * key to give.
 *
 * @typedef {{ mode: "real" | "simulator", apiKey: string, relay: string, remember: boolean }} Access
 * @typedef {import("./simulator.js").Simulator} Simulator
 */

/**
 * Shows how the chosen provider is reached, and lets a person change it. A key stays in this page's memory
 * unless its owner chooses to have it stored.
 */
export class AccessField {
  #container;
  #simulator;
  #onChange;
  /** @type {Map<string, Access>} */
  #known = new Map();

  /**
   * @param {HTMLElement} container
   * @param {Simulator | null} simulator
   * @param {(field: string) => void} onChange called with the name of the changed field
   */
  constructor(container, simulator, onChange) {
    this.#container = container;
    this.#simulator = simulator;
    this.#onChange = onChange;
  }

  /**
   * Shows how a provider is reached.
   *
   * @param {string} provider
   * @param {string} name
   */
  show(provider, name) {
    this.#container.replaceChildren(
      ...(this.#simulator?.isRelay ? this.#relayParts(provider, name) : this.#ownParts(provider, name)),
    );
  }

  /**
   * Returns the provider options for the client.
   *
   * @param {string} provider
   * @param {string | null} [session] the simulator's, `null` for the real provider. Default: as chosen.
   * @returns {import("../pkg/index.js").ProviderOptions | null} `null` where the simulator is wanted and is not there
   */
  providerOptions(provider, session = this.sessionOf(provider)) {
    const simulator = this.#simulator;
    if (session !== null) {
      if (simulator === null) return null;
      const address = simulatedAddress(simulator, provider, session);
      return simulator.isRelay ? { relay: address } : { apiKey: SIMULATOR_KEY, baseUrl: address };
    }
    const { apiKey, relay } = this.#accessTo(provider);
    if (apiKey === "") return { ...(relay && { relay }) };
    // A relay has the key itself: with one, it is another server.
    return { apiKey, ...(relay && { baseUrl: relay }) };
  }

  /**
   * Returns the session of the simulator, where that stands in for a provider; else `null`.
   *
   * @param {string} provider
   */
  sessionOf(provider) {
    const simulator = this.#simulator;
    if (simulator === null) return null;
    return simulator.isRelay || this.#accessTo(provider).mode === "simulator" ? simulator.session : null;
  }

  /**
   * Returns whether the real provider can be called at all: with a key or through a relay.
   *
   * @param {string} provider
   */
  reachable(provider) {
    const { apiKey, relay } = this.#accessTo(provider);
    return apiKey !== "" || relay !== "";
  }

  /**
   * Goes from the simulator to the real provider, without showing it.
   *
   * @param {string} provider
   */
  useReal(provider) {
    this.#keep(provider, { mode: "real" });
  }

  /**
   * @param {string} provider
   * @param {string} name
   */
  #relayParts(provider, name) {
    const accepted = `${name} accepts the key that the relay adds. Nothing was bought.`;
    const texts = { words: "Check the relay", accepted };
    return [relayNote(name), keyCheck(provider, name, () => this.providerOptions(provider), texts)];
  }

  /**
   * @param {string} provider
   * @param {string} name
   */
  #ownParts(provider, name) {
    const access = this.#accessTo(provider);
    if (this.#simulator === null) return this.#keyParts(provider, name);
    const mode = segments("mode", "Runs at", modesFor(name), access.mode, (value) => {
      this.#change(provider, { mode: value === "simulator" ? "simulator" : "real" }, "mode");
      this.show(provider, name);
      /** @type {HTMLElement | null} */ (this.#container.querySelector("#mode input:checked"))?.focus();
    });
    const isSimulated = access.mode === "simulator";
    const free = element("p", { class: "hint" }, "It runs on this machine: no key, no bill.");
    return [mode, ...(isSimulated ? [free] : this.#keyParts(provider, name))];
  }

  /**
   * @param {string} provider
   * @param {string} name
   */
  #keyParts(provider, name) {
    const access = this.#accessTo(provider);
    return [
      keyField(name, access, (part, field) => this.#change(provider, part, field)),
      rememberBox(access, (remember) => this.#change(provider, { remember }, "remember")),
      keyCheck(provider, name, () => this.providerOptions(provider, null)),
      relayField(name, access, (relay) => this.#change(provider, { relay }, "relay")),
    ];
  }

  /** @param {string} provider */
  #accessTo(provider) {
    const access = this.#known.get(provider) ?? {
      mode: this.#simulator ? "simulator" : "real",
      apiKey: "",
      relay: "",
      remember: false,
      ...keptAccess(provider),
    };
    this.#known.set(provider, access);
    return access;
  }

  /**
   * @param {string} provider
   * @param {Partial<Access>} change
   */
  #keep(provider, change) {
    const access = this.#accessTo(provider);
    Object.assign(access, change);
    if (access.remember) keepAccess(provider, access);
    else if (change.remember === false) forgetAccess(provider);
  }

  /**
   * @param {string} provider
   * @param {Partial<Access>} part
   * @param {string} field
   */
  #change(provider, part, field) {
    this.#keep(provider, part);
    clearProblem(field);
    this.#onChange(field);
  }
}

/**
 * Shows where the key is, in place of a field for it.
 *
 * @param {string} name
 */
function relayNote(name) {
  return element(
    "div",
    { class: "field" },
    element("p", { class: "label" }, "The key is on the server"),
    element(
      "p",
      { class: "hint" },
      `A relay behind this page adds the key for ${name} to each call. This page has no key and needs none. Behind the relay is the simulator, so nothing is bought.`,
    ),
  );
}

/** @param {string} name */
function modesFor(name) {
  return [
    { value: "simulator", words: "Simulator", note: "free" },
    { value: "real", words: name, note: "with your key" },
  ];
}

/**
 * @param {string} name
 * @param {Access} access
 * @param {(change: Partial<Access>, field: string) => void} change
 */
function keyField(name, access, change) {
  const input = element("input", {
    class: "input",
    id: "apiKey",
    type: "password",
    value: access.apiKey,
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    "aria-describedby": "apiKey-hint apiKey-problem",
  });
  input.addEventListener("input", () => change({ apiKey: input.value.trim() }, "apiKey"));
  const reveal = element(
    "button",
    { class: "button quiet", type: "button", "aria-pressed": "false" },
    "Show",
  );
  reveal.addEventListener("click", () => {
    const shown = input.type === "password";
    input.type = shown ? "text" : "password";
    reveal.setAttribute("aria-pressed", String(shown));
  });
  return element(
    "div",
    { class: "field" },
    element("label", { class: "label", for: "apiKey" }, `Key for ${name}`),
    element("div", { class: "with-button" }, input, reveal),
    problemLine("apiKey"),
    element(
      "p",
      { class: "hint", id: "apiKey-hint" },
      `It stays in this page's memory until you close or reload it, and is sent to ${name} alone. Anyone who can open this page's developer tools can read it.`,
    ),
  );
}

/**
 * @param {Access} access
 * @param {(remember: boolean) => void} onChange
 */
function rememberBox(access, onChange) {
  const box = element("input", { type: "checkbox", id: "remember", checked: access.remember });
  box.addEventListener("change", () => onChange(box.checked));
  return element(
    "label",
    { class: "check" },
    box,
    element("span", {}, "Remember it on this device, readable for all who use this browser"),
  );
}

/**
 * Makes a free call at the provider, to check key and address before anything is bought.
 *
 * @param {string} provider
 * @param {string} name
 * @param {() => import("../pkg/index.js").ProviderOptions | null} providerOptions
 * @param {{ words: string, accepted: string }} [texts] of the button, and of the answer where the key is accepted
 */
function keyCheck(
  provider,
  name,
  providerOptions,
  { words, accepted } = { words: "Check key", accepted: `${name} accepts the key. Nothing was bought.` },
) {
  const answer = element("p", { class: "hint", role: "status" });
  const button = element("button", { class: "button quiet", type: "button" }, words);
  button.addEventListener("click", async () => {
    button.disabled = true;
    answer.textContent = `Asking ${name}…`;
    try {
      await createClient({ providers: { [provider]: providerOptions() ?? {} } }).checkAccess(
        /** @type {never} */ (provider),
      );
      answer.textContent = accepted;
    } catch (error) {
      answer.textContent =
        isPlantainError(error) && error.kind === "unsupported"
          ? `${name} has no free way to check a key.`
          : explain(error, { provider: name }).detail;
    }
    button.disabled = false;
    button.focus();
  });
  return element("div", { class: "with-answer" }, button, answer);
}

/**
 * @param {string} name
 * @param {Access} access
 * @param {(relay: string) => void} onChange
 */
function relayField(name, access, onChange) {
  const input = element("input", {
    class: "input",
    id: "relay",
    type: "url",
    value: access.relay,
    placeholder: "https://",
    autocomplete: "off",
    spellcheck: "false",
    "aria-describedby": "relay-hint relay-problem",
  });
  input.addEventListener("input", () => onChange(input.value.trim()));
  return element(
    "details",
    { class: "more", open: access.relay !== "" },
    element("summary", {}, "Use a relay"),
    element(
      "div",
      { class: "field" },
      element("label", { class: "label", for: "relay" }, "Address of the relay"),
      input,
      problemLine("relay"),
      element(
        "p",
        { class: "hint", id: "relay-hint" },
        `Your own server in front of ${name}, for when ${name} does not let web pages call it. The key, if you give one, then goes there.`,
      ),
    ),
  );
}
