import { readFile, rm } from "node:fs/promises";
import { Failure } from "../exit/failure.ts";
import { contextFile } from "./paths.ts";
import { writeSecretFile } from "./secret-file.ts";

/** What `shoal login` remembers. The token belongs to this server and is sent to no other. */
export interface SavedContext {
  server: string;
  token: string;
  /** Made by `shoal login` for itself: logging out ends it. */
  login?: boolean;
}

/** @throws Failure where the file is there and cannot be understood */
export async function readContext(env: NodeJS.ProcessEnv): Promise<SavedContext | undefined> {
  const path = contextFile(env);
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  try {
    const { server, token, login } = JSON.parse(text) as Partial<SavedContext>;
    if (typeof server !== "string" || typeof token !== "string")
      throw new Error('"server" and "token" must be strings');
    return { server, token, ...(login === true ? { login } : {}) };
  } catch (error) {
    throw new Failure({
      title: "The saved login cannot be read",
      detail: `${path}: ${(error as Error).message}`,
      hint: "Write it anew: shoal login URL",
    });
  }
}

export async function saveContext(env: NodeJS.ProcessEnv, context: SavedContext): Promise<string> {
  const path = contextFile(env);
  await writeSecretFile(path, `${JSON.stringify(context, null, 2)}\n`);
  return path;
}

export async function forgetContext(env: NodeJS.ProcessEnv): Promise<void> {
  await rm(contextFile(env), { force: true });
}
