import type { Bench } from "../row.ts";
import { enrol } from "./enrol.ts";
import { refresh } from "./refresh.ts";
import { storm } from "./storm.ts";

/** Parts of `npm run bench -- trust`. */
export const TRUST: Record<string, Bench> = { enrol, storm, refresh };
