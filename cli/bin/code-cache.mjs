import { lstatSync, mkdirSync } from "node:fs";
import module from "node:module";
import { homedir } from "node:os";
import { join } from "node:path";

/** The system's place for what may be thrown away. */
function cacheFolder() {
  const { env, platform } = process;
  if (platform === "win32" && env.LOCALAPPDATA) return join(env.LOCALAPPDATA, "shoal", "cache");
  const home = env.HOME || homedir();
  return join(env.XDG_CACHE_HOME || join(home, platform === "darwin" ? "Library/Caches" : ".cache"), "shoal");
}

/**
 * What Node makes of the code is kept, and a command starts sooner. Whoever could write there could run what
 * they like as this user, so it is used only where nobody else may; without it everything works, more slowly.
 */
export function keepCompiledCode() {
  try {
    const folder = join(cacheFolder(), "code");
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (process.getuid) {
      const found = lstatSync(folder);
      if (!found.isDirectory() || found.uid !== process.getuid()) return;
      if ((found.mode & 0o022) !== 0) return;
    }
    module.enableCompileCache(folder);
  } catch {
    // No home, or a disk that cannot be written.
  }
}
