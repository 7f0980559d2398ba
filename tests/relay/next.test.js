import { testRelayOn } from "./suite.js";

testRelayOn("next");
