import type { Bench } from "../row.ts";
import { checkIns } from "./check-ins.ts";
import { history } from "./history.ts";

/** Parts of `npm run bench -- pipeline`, in the order in which they run. */
export const PIPELINE: Record<string, Bench> = { "check-ins": checkIns, history };
