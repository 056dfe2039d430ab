import type { saidText as en } from "../en/said.ts";
import { keyed } from "../keyed.ts";
import { KIND_WORDS } from "./kinds.ts";
import { PERMISSION_WORDS } from "./permissions.ts";
import { PROBLEM_HINTS } from "./problem-hints.ts";
import { PROBLEM_TITLES } from "./problem-titles.ts";
import { REASON_WORDS } from "./reasons.ts";
import { settingRowText } from "./setting-rows.ts";

/** What the server and the agents say by a code. */
export const saidText: typeof en = {
  problemTitle: PROBLEM_TITLES,
  problemHint: PROBLEM_HINTS,
  reason: REASON_WORDS,
  kind: keyed(KIND_WORDS),
  settingRow: settingRowText,
  permission: keyed(PERMISSION_WORDS),
};
