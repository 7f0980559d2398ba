import { testRelayOn } from "./suite.js";

testRelayOn("workerd");
