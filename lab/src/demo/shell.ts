import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const CLI = fileURLToPath(import.meta.resolve("@shoal/cli/main"));

/** Runs `shoal …` as an operator would, showing the line and all that it prints. @returns its exit code */
export function shoal(environment: Record<string, string>, ...args: string[]): Promise<number> {
  console.log(
    `\n\u001b[1m$ shoal ${args.map((word) => (/^[\w@.:=/,-]+$/.test(word) ? word : `'${word}'`)).join(" ")}\u001b[0m`,
  );
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, ...args], {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...environment },
    });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
