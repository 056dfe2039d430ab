import { NO_BYTES } from "@shoal/protocol/action/no-bytes";
import type { Reason } from "@shoal/protocol/action/reason";
import type { BytesBySource, InstallResult } from "@shoal/protocol/action/report";
import type { ActionState } from "@shoal/protocol/action/state";
import type { StartAssignment, StopReason } from "@shoal/protocol/task/assignment";

/** All that an agent knows of one action, as it stands in the journal: plain data, enough to go on after a crash. */
export interface ActionRecord {
  assignment: StartAssignment;
  state: ActionState;
  /** Number of the last step; 0 before the first. */
  step: number;
  reason?: Reason;
  variantId?: string;
  /** May the installer be run again after it was interrupted? Known once a variant is resolved. */
  repeatable: boolean;
  /** How long its installer takes, as the package says. */
  expectedMs?: number;
  bytes: BytesBySource;
  /** Runs of the installer that were begun. */
  attempt: number;
  /** Times that verified content turned out wrong and was fetched again. */
  refetches: number;
  /** Times in a row that the server could not be asked for the release. */
  unreached?: number;
  /** Not before this; set while waiting to try again. */
  notBeforeMs?: number;
  /** Since when it could begin, and waits for those who are signed in. */
  deferredSinceMs?: number;
  /** By when those who are signed in have to say that they put it off; absent where they were not asked. */
  answerByMs?: number;
  /** How often they have put it off; of these, the installation before the restart that is waited for. */
  deferrals?: number;
  deferralsBefore?: number;
  /** They said later: until then. */
  putOffUntilMs?: number;
  /** Since when a restart is needed, and when it comes, as those who are signed in were told. */
  rebootSinceMs?: number;
  restartAtMs?: number;
  /** Boot id before the restart that is waited for. */
  bootId?: string;
  /** The order was stopped; takes effect where the table allows. */
  stop?: StopReason;
  result?: InstallResult;
  /** When it ended, as it was reported. */
  endedMs?: number;
}

export function newRecord(assignment: StartAssignment): ActionRecord {
  return {
    assignment,
    state: "assigned",
    step: 0,
    repeatable: false,
    bytes: { ...NO_BYTES },
    attempt: 0,
    refetches: 0,
  };
}

type Passing = "reason" | "notBeforeMs" | "unreached" | "deferredSinceMs" | "answerByMs" | "putOffUntilMs";

export function without(record: ActionRecord, ...keys: Passing[]): ActionRecord {
  const copy = { ...record };
  for (const key of keys) delete copy[key];
  return copy;
}

/** What people have put off of an installation is over with it. */
export function installed(record: ActionRecord): ActionRecord {
  const kept = without(record, "deferredSinceMs", "answerByMs", "putOffUntilMs");
  return record.deferrals ? { ...kept, deferralsBefore: record.deferrals } : kept;
}
