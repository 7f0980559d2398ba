import { testRelayOn } from "./suite.js";

testRelayOn("hono");
