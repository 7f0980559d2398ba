import { testRelayOn } from "./suite/index.js";

testRelayOn("bun");
