/**
 * `npm run audit:deps`: what is known against the dependencies of a release. It asks the registry that npm is set up with, fails where
 * there is a finding, and fails too, with another code, where that registry cannot be asked: silence is no clean answer.
 */
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

interface Report {
  vulnerabilities?: Record<
    string,
    { severity: string; range: string; via: (string | { title: string; url: string })[] }
  >;
  metadata?: { dependencies: { prod: number } };
  message?: string;
  error?: { summary?: string; detail?: string };
}

/** In which a finding is repaired, from when it is public: SECURITY.md. */
const DAYS: Record<string, number> = { critical: 2, high: 7, moderate: 30, low: 90 };
const FOUND = 1;
const NOT_ASKED = 2;

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const npm = process.env["npm_execpath"];
const [command, ...before] = npm ? [process.execPath, npm] : ["npm"];
const { stdout, stderr, error } = spawnSync(command!, [...before, "audit", "--omit=dev", "--json"], {
  cwd: root,
  encoding: "utf8",
  maxBuffer: 64 * 1024 ** 2,
});
const report = read(stdout);
if (!report?.vulnerabilities) {
  const why = error?.message ?? report?.message ?? report?.error?.summary ?? stderr.trim();
  console.error(`Not audited: the registry has not answered (${why || "no reason was given"}).`);
  console.error(
    "Ask one that answers audits before a release: npm run audit:deps with another registry in npm's settings. The times of SECURITY.md run on.",
  );
  process.exit(NOT_ASKED);
}
const found = Object.entries(report.vulnerabilities);
for (const [name, { severity, range, via }] of found) {
  const reasons = via.map((each) => (typeof each === "string" ? `by ${each}` : `${each.title} (${each.url})`));
  console.error(
    `${severity}: ${name} ${range}: ${reasons.join("; ")}; to be repaired within ${DAYS[severity] ?? DAYS["critical"]} days`,
  );
}
if (found.length > 0) process.exit(FOUND);
console.log(`Nothing is known against the ${report.metadata?.dependencies.prod ?? "?"} dependencies of a release.`);

function read(text: string): Report | undefined {
  try {
    return JSON.parse(text) as Report;
  } catch {
    return undefined;
  }
}
