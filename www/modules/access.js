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
 *
 * @param {HTMLElement} container
 * @param {Simulator | null} simulator
 * @param {(field: string) => void} onChange called with the name of the changed field
 */
export function accessField(container, simulator, onChange) {
  /** @type {Map<string, Access>} */
  const known = new Map();

  /** @param {string} provider */
  function accessTo(provider) {
    const access = known.get(provider) ?? {
      mode: simulator ? "simulator" : "real",
      apiKey: "",
      relay: "",
      remember: false,
      ...keptAccess(provider),
    };
    known.set(provider, access);
    return access;
  }

  /**
   * @param {string} provider
   * @param {Partial<Access>} change
   */
  function keep(provider, change) {
    const access = accessTo(provider);
    Object.assign(access, change);
    if (access.remember) keepAccess(provider, access);
    else if (change.remember === false) forgetAccess(provider);
  }

  /**
   * @param {string} provider
   * @param {Partial<Access>} part
   * @param {string} field
   */
  function change(provider, part, field) {
    keep(provider, part);
    clearProblem(field);
    onChange(field);
  }

  /**
   * Returns the provider options for the client.
   *
   * @param {string} provider
   * @param {string | null} [session] the simulator's, `null` for the real provider. Default: as chosen.
   * @returns {import("../pkg/index.js").ProviderOptions | null} `null` where the simulator is wanted and is not there
   */
  function providerOptions(provider, session = sessionOf(provider)) {
    if (session !== null) {
      if (simulator === null) return null;
      const address = simulatedAddress(simulator, provider, session);
      return simulator.isRelay ? { relay: address } : { apiKey: SIMULATOR_KEY, baseUrl: address };
    }
    const { apiKey, relay } = accessTo(provider);
    if (apiKey === "") return { ...(relay && { relay }) };
    // A relay has the key itself: with one, it is another server.
    return { apiKey, ...(relay && { baseUrl: relay }) };
  }

  /** @param {string} provider */
  function sessionOf(provider) {
    if (simulator === null) return null;
    return simulator.isRelay || accessTo(provider).mode === "simulator" ? simulator.session : null;
  }

  /**
   * @param {string} provider
   * @param {string} name
   */
  function show(provider, name) {
    if (simulator?.isRelay) {
      const accepted = `${name} accepts the key that the relay adds. Nothing was bought.`;
      const check = keyCheck(provider, name, () => providerOptions(provider), {
        words: "Check the relay",
        accepted,
      });
      return container.replaceChildren(relayNote(name), check);
    }
    const access = accessTo(provider);
    const again = () => show(provider, name);
    const mode = segments("mode", "Runs at", modesFor(name), access.mode, (value) => {
      change(provider, { mode: value === "simulator" ? "simulator" : "real" }, "mode");
      again();
      /** @type {HTMLElement | null} */ (container.querySelector("#mode input:checked"))?.focus();
    });
    container.replaceChildren(
      ...(simulator ? [mode] : []),
      ...(access.mode === "simulator" && simulator
        ? [element("p", { class: "hint" }, "It runs on this machine: no key, no bill.")]
        : [
            keyField(name, access, (part, field) => change(provider, part, field)),
            rememberBox(access, (remember) => change(provider, { remember }, "remember")),
            keyCheck(provider, name, () => providerOptions(provider, null)),
            relayField(name, access, (relay) => change(provider, { relay }, "relay")),
          ]),
    );
  }

  return {
    show,
    providerOptions,
    sessionOf,

    /**
     * Returns whether the real provider can be called at all: with a key or through a relay.
     *
     * @param {string} provider
     */
    reachable: (provider) => accessTo(provider).apiKey !== "" || accessTo(provider).relay !== "",

    /**
     * Goes from the simulator to the real provider, without showing it.
     *
     * @param {string} provider
     */
    useReal(provider) {
      keep(provider, { mode: "real" });
    },
  };
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
