// Stores of every manner that a caller may have.

/** Makes a store, or gives the page's own, empty of jobs. */
export function storeOf(manner) {
  if (manner === "localStorage") {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith("plantain:")) localStorage.removeItem(name);
    }
    return localStorage;
  }
  const entries = new Map();
  const give = manner === "plain" ? (value) => value : async (value) => value;
  const store = {
    getItem: (name) => give(entries.get(name) ?? null),
    setItem: (name, value) => give(void entries.set(name, value)),
    removeItem: (name) => give(void entries.delete(name)),
    key: (index) => give([...entries.keys()][index] ?? null),
  };
  const length =
    manner === "counting" ? { value: () => give(entries.size) } : { get: () => give(entries.size) };
  return Object.defineProperty(store, "length", length);
}

export const setItem = (store, name, value) => store.setItem(name, value);

export const dropRecord = (keeper, record) => keeper.drop(record);

/** Makes a `fetch` that notes what a store holds at the moment of every request. */
export function watched(store, fetch) {
  const moments = [];
  return {
    moments,
    fetch(request) {
      const names = Array.from({ length: store.length }, (_, index) => store.key(index));
      moments.push(names.map((name) => JSON.parse(store.getItem(name))));
      return fetch(request);
    },
  };
}
