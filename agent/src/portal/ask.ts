import { closeSync, constants, existsSync, openSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { LIMITS } from "@shoal/protocol/limits";
import { whyOthersMayChange } from "../ownership/who-may-change.ts";
import { DOOR, type DoorAnswer, INVITATION, portalFolder } from "./place.ts";

const ANSWER_MS = 30_000;

/** Asks the agent that runs on a state folder, whoever runs it, for the address of the portal. @throws Error with what is the matter */
export async function askForPortal(stateDir: string): Promise<string> {
  if (process.platform === "win32") throw new Error("on Windows the agent has no portal yet");
  const folder = [0, process.geteuid!()].map((uid) => portalFolder(stateDir, uid)).find((each) => existsSync(each));
  if (folder === undefined) throw new Error(`no agent with a portal runs on ${stateDir}`);
  // Whoever answers sends a browser somewhere: that has to be the agent.
  const others = whyOthersMayChange(folder);
  if (others !== undefined) throw new Error(`${folder} is not asked: ${others}`);
  const answer = JSON.parse(await knock(join(folder, DOOR), userHere())) as DoorAnswer;
  if ("error" in answer) throw new Error(answer.error);
  if (!INVITATION.test(answer.file)) throw new Error("the agent's answer makes no sense");
  return readOwn(join(folder, answer.file));
}

/** Whose browser it is: the person's, where sudo runs this for them. */
function userHere(): number {
  const { SUDO_UID = "" } = process.env;
  const own = process.geteuid!();
  return own === 0 && /^\d{1,10}$/.test(SUDO_UID) ? Number(SUDO_UID) : own;
}

async function knock(path: string, uid: number): Promise<string> {
  return await new Promise<string>((resolve, reject) => {
    let said = "";
    const socket = connect(path, () => socket.write(`${JSON.stringify({ uid })}\n`));
    socket.setTimeout(ANSWER_MS, () => socket.destroy(new Error("the agent does not answer")));
    socket.setEncoding("utf8").on("data", (chunk: string) => {
      said += chunk;
      if (said.length > LIMITS.portalQuestionBytes) socket.destroy(new Error("the agent's answer makes no sense"));
    });
    socket.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "ECONNREFUSED" || error.code === "ENOENT" ? new Error("no agent runs there") : error),
    );
    socket.once("close", () => resolve(said));
  });
}

function readOwn(path: string): string {
  const handle = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const url = readFileSync(handle, "utf8");
    if (!/^http:\/\/127\.0\.0\.1:\d+\/#[\w-]+$/.test(url)) throw new Error("the agent's answer makes no sense");
    return url;
  } finally {
    closeSync(handle);
  }
}
