import { testRelayOn } from "./suite.js";

testRelayOn("bun");
