// Runs a script of this repository on the pinned Node, installing the dependencies first where they are missing.
// Plain JavaScript without dependencies, because it is what runs before there are any, on whatever Node the machine has.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const pinned = join(root, "node_modules", ".bin", process.platform === "win32" ? "node.cmd" : "node");

/** Installed, and from this lock file: npm writes what it installed into its own hidden lock file. */
function installed() {
  const hidden = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(hidden)) return false;
  const want = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const have = JSON.parse(readFileSync(hidden, "utf8")).packages;
  return Object.entries(want).every(
    ([path, entry]) =>
      path === "" ||
      entry.link ||
      entry.optional ||
      !path.includes("node_modules/") ||
      have[path]?.version === entry.version,
  );
}

function install() {
  console.error("Installing dependencies (npm install) …");
  const npm = process.env.npm_execpath;
  const [command, ...rest] = npm ? [process.execPath, npm] : [process.platform === "win32" ? "npm.cmd" : "npm"];
  // `install --no-save` and not `ci`: it takes the lock file's versions and hashes too, but does without optional packages for
  // other platforms that a registry does not have, for which `ci` gives up.
  const result = spawnSync(command, [...rest, "install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
  });
  if (result.status !== 0) {
    console.error(
      "The dependencies could not be installed; the lines above say why. Check the connection to the npm registry and the free disk space (1 GB), then try again.",
    );
    process.exit(result.status ?? 1);
  }
}

if (!installed()) install();
const node = existsSync(pinned) ? pinned : process.execPath;
if (node === process.execPath && Number(process.versions.node.split(".")[0]) < 24) {
  console.error(
    `Shoal needs Node 24. npm has no build of it for ${process.platform}-${process.arch} here, and this Node is ${process.versions.node}. Install Node 24 and run this again.`,
  );
  process.exit(1);
}
const [script, ...args] = process.argv.slice(2);
// `npm run x -- --flag` passes flags through; the pinned Node comes first in PATH for everything that is started from here.
const env = {
  ...process.env,
  PATH: `${dirname(pinned)}${process.platform === "win32" ? ";" : ":"}${process.env.PATH}`,
};
const child = spawn(node, [join(root, script), ...args], { stdio: "inherit", cwd: root, env });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
