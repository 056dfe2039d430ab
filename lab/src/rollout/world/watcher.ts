import type { ActionReport } from "@shoal/protocol/action/report";
import type { ActionState } from "@shoal/protocol/action/state";
import type { StartAssignment } from "@shoal/protocol/task/assignment";
import type { Action, Task } from "./stored.ts";

/** What the server did, said while it does it. */
export interface ServerWatcher {
  /** A device belongs to a rollout since now. */
  joined(task: Task, action: Action): void;
  opened(task: Task, ring: number, by: string | undefined): void;
  ringDone(task: Task, ring: number): void;
  /** By a person, and carried out. */
  ordered(task: Task, order: string, by: string): void;
  handedOut(action: Action): void;
  /** It was in an answer for the first time. */
  delivered(action: Action): void;
  /** @param holder the action that goes on in its place; absent where it is handed out just now */
  superseded(loser: Action, winner: Task, holder?: Action): void;
  endedHere(action: Action, state: ActionState): void;
  accepted(action: Action, report: ActionReport, ends: boolean): void;
  /** An attempt after another; the same twice where one that waited is due at once. */
  again(before: Action, action: Action, ordered: boolean): void;
  recalled(release: string): void;
  /** The transaction is over. */
  settled(): void;
}

/** What really happened at a device, whatever anybody was told of it. */
export interface DeviceWatcher {
  took(device: number, assignment: StartAssignment): void;
  stopTaken(device: number, actionId: string): void;
  /** An installer begins. @param waiting what has asked for its turn by then */
  installs(device: number, actionId: string, waiting: readonly string[]): void;
  /** It has done its work, and may need a restart for it. */
  installed(device: number, actionId: string, needsRestart: boolean): void;
  /** The system takes the request of an action. */
  restarts(device: number, actionId: string): void;
  /** It waits for people; `putOff`: they have said later. */
  held(device: number, actionId: string, putOff: boolean): void;
  /** A step stands in its journal. */
  stored(device: number, actionId: string, report: ActionReport): void;
  /** The server's answer says that it has this report; it leaves the journal. */
  sent(device: number, report: ActionReport): void;
}
