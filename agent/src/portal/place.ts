import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/**
 * Where the people of this machine find the portal of the agent that runs on a state folder: a folder that everybody can read and only
 * the agent's user can change.
 */
export function portalFolder(stateDir: string, uid = process.geteuid?.()): string {
  const id = createHash("sha256").update(resolve(stateDir)).digest("hex").slice(0, 16);
  if (uid === 0) return `${process.platform === "darwin" ? "/var/run" : "/run"}/shoal-portal-${id}`;
  return join(tmpdir(), `shoal-portal-${uid}-${id}`);
}

/** In that folder: where it is asked to be opened. */
export const DOOR = "door.sock";
/** In that folder: for whom, and of which invitation. */
export const INVITATION = /^\d{1,10}-[0-9a-f]{32}$/;

/** Whoever wants the portal opened says for whom; the answer names a file in the folder that only that user can read. */
export interface DoorQuestion {
  uid: number;
}
export type DoorAnswer = { file: string } | { error: string };
