import { testRelayOn } from "./suite.js";

testRelayOn("deno");
