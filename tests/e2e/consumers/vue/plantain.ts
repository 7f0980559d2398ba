import { createClient } from "plantain";

export const plantain = createClient({
  relay: "/api/plantain",
  // A server that renders has none.
  store: typeof localStorage === "undefined" ? null : localStorage,
});
