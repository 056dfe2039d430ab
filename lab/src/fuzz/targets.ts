import type { FuzzTarget } from "./target.ts";
import { AGENT_TARGETS } from "./targets/agent.ts";
import { CLI_TARGETS } from "./targets/cli.ts";
import { CONTENT_TARGETS } from "./targets/content.ts";
import { SERVER_TARGETS } from "./targets/server.ts";
import { TEXT_TARGETS } from "./targets/text.ts";
import { TRUST_TARGETS } from "./targets/trust.ts";
import { WIRE_TARGETS } from "./targets/wire.ts";

/** Everything that decodes what a network or an operator hands over. */
export const TARGETS: readonly FuzzTarget[] = [
  ...WIRE_TARGETS,
  ...AGENT_TARGETS,
  ...CONTENT_TARGETS,
  ...TEXT_TARGETS,
  ...SERVER_TARGETS,
  ...TRUST_TARGETS,
  ...CLI_TARGETS,
];
