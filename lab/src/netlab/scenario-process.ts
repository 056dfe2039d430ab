/** Run in the server's node by `runScenario`: options as JSON in, result as JSON out. */
import { Scenario, type ScenarioOptions } from "./scenario.ts";

const options = JSON.parse(process.argv[2]!) as ScenarioOptions;
const result = await new Scenario(options).run();
process.stdout.write(JSON.stringify(result));
process.exit(0);
