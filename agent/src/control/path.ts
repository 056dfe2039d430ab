import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** sun_path of unix(7) has 108 bytes, 104 on macOS, with its end. */
const PATH_BYTES = 100;

/**
 * Where a person's commands reach the agent that runs on a state folder: in the folder, or where its path is too long for a socket, in
 * one that nobody else can have made before.
 */
export function controlPath(stateDir: string): string {
  const id = createHash("sha256").update(resolve(stateDir)).digest("hex").slice(0, 16);
  if (process.platform === "win32") return `\\\\.\\pipe\\shoal-agent-${id}`;
  const path = join(resolve(stateDir), "agent.sock");
  return Buffer.byteLength(path) <= PATH_BYTES ? path : join(shortFolder(), `shoal-agent-${id}.sock`);
}

function shortFolder(): string {
  const uid = process.geteuid?.();
  if (uid === 0) return process.platform === "darwin" ? "/var/run" : "/run";
  return join(tmpdir(), `shoal-agent-${uid}`);
}
