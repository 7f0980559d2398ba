import { after, before, describe } from "node:test";
import { testAttacks } from "./attacks.js";
import { testCalls } from "./calls.js";
import { testFaults } from "./faults.js";
import { testLimits } from "./limits.js";
import { testMoney } from "./money.js";
import { testOnce } from "./once.js";
import { testOutputs } from "./outputs.js";
import { Scene } from "./scene.js";
import { testSecrets } from "./secrets.js";
import { testStreams } from "./streams.js";

/** Runs every test against one runtime. */
export function testRelayOn(runtime) {
  describe(`the relay on ${runtime}`, () => {
    const scene = new Scene(runtime);
    before(() => scene.start());
    after(() => scene.stop());
    testCalls(scene);
    testSecrets(scene);
    testStreams(scene);
    testOutputs(scene);
    testLimits(scene);
    testFaults(scene);
    testOnce(scene);
    testMoney(scene);
    testAttacks(scene);
  });
}
