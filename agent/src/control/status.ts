import type { ActionRecord } from "@shoal/core/action/record";
import type { Refusal } from "@shoal/protocol/agent/check-in";
import { readIdentity } from "../identity/identity.ts";
import { readJournal } from "../journal/read.ts";
import { askAgent } from "./ask.ts";

export interface Status {
  deviceId: string;
  name: string;
  server: string;
  running: boolean;
  /** Has it a doorbell? */
  connected: boolean;
  lastCheckInMs?: number;
  checkInFailed?: string;
  reportsWaiting: number;
  /** The last ones, newest first. */
  actions: ActionRecord[];
  /** What was not what it should be; the last ones, newest first. */
  refused: Refusal[];
}

const SHOWN = 20;

/** What the agent of a folder does and has done; from its journal, and from itself where it runs. @throws Error */
export async function readStatus(stateDir: string): Promise<Status> {
  const identity = readIdentity(stateDir);
  if (!identity) throw new Error(`no device is enrolled in ${stateDir}`);
  const live = await askAgent(stateDir, { ask: "status" });
  return {
    deviceId: identity.deviceId,
    name: identity.name,
    server: live?.server ?? identity.server,
    running: live !== undefined,
    connected: live?.connected ?? false,
    ...(live?.lastCheckInMs === undefined ? {} : { lastCheckInMs: live.lastCheckInMs }),
    ...(live?.checkInFailed === undefined ? {} : { checkInFailed: live.checkInFailed }),
    ...readJournal(stateDir, SHOWN),
  };
}

export function formatStatus(status: Status): string {
  const seen = status.lastCheckInMs === undefined ? "not yet" : new Date(status.lastCheckInMs).toISOString();
  const server = `${status.connected ? "connected" : "not connected"}, last asked: ${seen}`;
  return [
    `${status.name} (${status.deviceId}) at ${status.server}`,
    status.running ? `the agent runs: ${server}` : "no agent runs on this folder",
    ...(status.checkInFailed ? [`the server could not be asked: ${status.checkInFailed}`] : []),
    `${status.reportsWaiting} reports wait to be sent`,
    ...status.actions.map(lineOf),
    ...status.refused.map(
      ({ atMs, what, subject, detail }) =>
        `  refused at ${new Date(atMs).toISOString()}: ${what} ${subject.slice(0, 16)}: ${detail}`,
    ),
  ].join("\n");
}

function lineOf({ assignment, state, reason }: ActionRecord): string {
  const why = reason ? `  ${reason.code}${reason.detail ? `: ${reason.detail}` : ""}` : "";
  const again = (assignment.attempt ?? 1) > 1 ? ` (attempt ${assignment.attempt})` : "";
  return `  ${assignment.actionId}  ${assignment.kind} ${assignment.package} ${assignment.version}${again}  ${state}${why}`;
}
