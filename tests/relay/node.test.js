import { testRelayOn } from "./suite.js";

testRelayOn("node");
