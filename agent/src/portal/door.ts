import { chmodSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { LIMITS } from "@shoal/protocol/limits";
import type { Agent } from "../agent.ts";
import { serveLines } from "../control/lines.ts";
import type { Log } from "../log/log.ts";
import { whyOthersMayChange } from "../ownership/who-may-change.ts";
import { DOOR, type DoorAnswer, type DoorQuestion, portalFolder } from "./place.ts";
import type { Portal } from "./portal.ts";

const QUESTION_MS = 5000;

/**
 * Everybody of this machine may knock. Until the first one does, there is nothing of the portal but this socket: no page, no port.
 * @returns what ends it
 */
export async function serveDoor(stateDir: string, agent: Agent, log: Log): Promise<() => Promise<void>> {
  // Who asks is told by an account that files can be given to.
  if (process.platform === "win32") return async () => {};
  const folder = portalFolder(stateDir);
  clearFolder(folder);
  let portal: Promise<Portal> | undefined;
  const open = () => {
    portal ??= Promise.all([import("./portal.ts"), agent.portal()]).then(
      ([{ Portal }, source]) => new Portal({ folder, source, log }),
    );
    return portal;
  };
  const answer = async (line: string): Promise<DoorAnswer> => {
    try {
      const { uid } = JSON.parse(line) as DoorQuestion;
      if (!Number.isInteger(uid) || uid < 0) return { error: "for whom?" };
      return { file: await (await open()).invite(uid) };
    } catch (error) {
      return { error: (error as Error).message };
    }
  };
  const close = await serveLines({
    path: join(folder, DOOR),
    mask: 0o111,
    bytes: LIMITS.portalQuestionBytes,
    ms: QUESTION_MS,
    answer: async (line) => JSON.stringify(await answer(line)),
  });
  return async () => {
    await close();
    await (await portal)?.close();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** @throws Error where somebody else could put something of theirs in the place of ours */
function clearFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const why = whyOthersMayChange(folder);
  if (why !== undefined) throw new Error(`${folder}: ${why}`);
  chmodSync(folder, 0o755);
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
}
