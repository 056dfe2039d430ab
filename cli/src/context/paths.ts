import { homedir } from "node:os";
import { join } from "node:path";

/** The folder of this user's settings and keys: `$SHOAL_CONFIG_DIR`, or `shoal` in the system's place for such. */
export function configFolder(env: NodeJS.ProcessEnv): string {
  if (env.SHOAL_CONFIG_DIR) return env.SHOAL_CONFIG_DIR;
  if (process.platform === "win32" && env.APPDATA) return join(env.APPDATA, "shoal");
  return join(env.XDG_CONFIG_HOME || join(env.HOME || homedir(), ".config"), "shoal");
}

export function contextFile(env: NodeJS.ProcessEnv): string {
  return join(configFolder(env), "context.json");
}

export function releaseKeyFile(env: NodeJS.ProcessEnv): string {
  return namedKeyFile(env, "release");
}

export function rootKeyFile(env: NodeJS.ProcessEnv): string {
  return namedKeyFile(env, "root");
}

export function namedKeyFile(env: NodeJS.ProcessEnv, name: string): string {
  return join(configFolder(env), `${name}.key`);
}
