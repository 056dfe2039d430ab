import type { Bench } from "../row.ts";
import { refresh } from "./refresh.ts";

/** Parts of `npm run bench -- trust`. */
export const TRUST: Record<string, Bench> = { refresh };
