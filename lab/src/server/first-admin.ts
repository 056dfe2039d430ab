import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The admin's token of a server that runs as a process of its own, by its setup link, which works once; from then on by a file
 * of ours in its data folder.
 */
export async function firstAdmin(url: string, dataDir: string): Promise<string> {
  const kept = join(dataDir, "lab.token");
  if (existsSync(kept)) return readFileSync(kept, "utf8");
  const link = readFileSync(join(dataDir, "setup.link"), "utf8").trim();
  const answer = await fetch(`${url}/api/v1/setup`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ secret: link.slice(link.indexOf("#") + 1) }),
  });
  const { token } = (await answer.json()) as { token: string };
  writeFileSync(kept, token, { mode: 0o600 });
  return token;
}
