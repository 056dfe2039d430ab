import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { CLI } from "../../cli/shoal.ts";
import { freePort } from "../../contract/free-port.ts";
import { median } from "../median.ts";
import { type Bench, judged } from "../row.ts";

const TIMES = 15;
const BAR = 5;

/** How long a command takes that finds no server: it starts, reads its line, asks, and says what is wrong. */
export const command: Bench = async ({ quick }) => {
  const home = mkdtempSync(join(tmpdir(), "shoal-bench-command-"));
  const env = { PATH: process.env["PATH"], HOME: home };
  const args = ["device", "list", "--server", `http://127.0.0.1:${await freePort()}`, "--token", "none"];
  const bin = join(dirname(CLI), "..", "bin", "shoal.mjs");
  const timed = (argv: readonly string[]) => {
    const started = performance.now();
    spawnSync(process.execPath, argv, { cwd: home, env });
    return performance.now() - started;
  };
  try {
    const first = timed([bin, ...args]);
    const [ours, bare]: [number[], number[]] = [[], []];
    // One after the other, so that both have the same neighbours on the machine.
    for (let time = 0; time < (quick ? 3 : TIMES); time++) {
      ours.push(timed([bin, ...args]));
      bare.push(timed(["-e", "0"]));
    }
    const peer = median(bare);
    const note = "peer: a Node that does nothing";
    return [
      judged({ name: "a command", value: median(ours), unit: "ms", peer, bar: BAR, barOf: "ratio", note }, "lower"),
      judged({ name: "a command, the first of this version", value: first, unit: "ms", peer, note }, "lower"),
    ];
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
};
