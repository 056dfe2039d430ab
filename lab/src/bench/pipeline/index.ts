import type { Bench } from "../row.ts";
import { checkIns } from "./check-ins.ts";
import { history } from "./history.ts";
import { idle } from "./idle.ts";
import { patch } from "./patch.ts";
import { publish } from "./publish.ts";
import { serve } from "./serve.ts";

/** Parts of `npm run bench -- pipeline`, in the order in which they run. */
export const PIPELINE: Record<string, Bench> = { publish, patch, serve, "check-ins": checkIns, history, idle };
