import { testRelayOn } from "./suite/index.js";

testRelayOn("node");
