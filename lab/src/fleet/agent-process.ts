import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../../agent/bin/shoal-agent.mjs", import.meta.url));

/** The agent as it runs on real machines: a process of its own, on this machine. */
export interface AgentProcess {
  child: ChildProcess;
  stop(): Promise<void>;
}

/**
 * Enrols this machine and starts its agent.
 * @param node the Node that runs it; default: the one that runs this
 * @throws Error with what the agent said, where it could not enrol
 */
export async function startAgentProcess(options: {
  server: string;
  token: string;
  stateDir: string;
  node?: string;
  name?: string;
}): Promise<AgentProcess> {
  const { server, token, stateDir, node = process.execPath, name } = options;
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  const enrol = spawn(
    node,
    [MAIN, "enrol", "--state", stateDir, "--server", server, "--token", token, ...(name ? ["--name", name] : [])],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  const said: Buffer[] = [];
  for (const stream of [enrol.stdout, enrol.stderr]) stream.on("data", (chunk: Buffer) => said.push(chunk));
  const [code] = (await once(enrol, "close")) as [number];
  if (code !== 0) throw new Error(`the agent could not enrol: ${Buffer.concat(said).toString().trim()}`);
  return runAgentProcess(stateDir, node);
}

/** Starts the agent of a machine that is enrolled. */
export function runAgentProcess(stateDir: string, node = process.execPath): AgentProcess {
  const child = spawn(node, [MAIN, "run", "--state", stateDir], { stdio: "ignore" });
  return {
    child,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}
