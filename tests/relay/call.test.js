import { testRelayOn } from "./suite.js";

testRelayOn("call");
