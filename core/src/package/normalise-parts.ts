import { LIMITS } from "@shoal/protocol/limits";
import type { RemoveText, ScriptText, VariantText } from "@shoal/protocol/package/package-file";
import type { Remove } from "@shoal/protocol/package/remove";
import type { Requires } from "@shoal/protocol/package/requires";
import type { Script } from "@shoal/protocol/package/script";
import type { Path } from "@shoal/protocol/schema/json-schema";
import { say } from "@shoal/protocol/sentence/say";
import { type Complain, problemAt } from "./problem.ts";
import { parseDurationMs, parseSizeBytes } from "./quantity.ts";

const SCRIPT_MAX_MS = 3_600_000;

/** Between one second and the limit; what is outside is told, and the limit stands in for it. */
export function readDuration(text: string, maxMs: number, path: Path, complain: Complain): number {
  const ms = parseDurationMs(text);
  if (ms !== undefined && ms >= 1000 && ms <= maxMs) return ms;
  complain(
    problemAt(
      path,
      say("doc-cannot-be", { label: String(path.at(-1)), value: text }),
      say("pkg-between", { maximum: written(maxMs) }),
    ),
  );
  return maxMs;
}

/** As an author writes it: `12h`, `30m`, `90s`. */
function written(ms: number): string {
  if (ms % 3_600_000 === 0) return `${ms / 3_600_000}h`;
  return ms % 60_000 === 0 ? `${ms / 60_000}m` : `${Math.floor(ms / 1000)}s`;
}

export function normaliseScript(text: ScriptText, path: Path, complain: Complain): Script {
  if (typeof text === "string") return { run: text, timeoutMs: LIMITS.scriptTimeoutMs };
  const { timeout, ...rest } = text;
  const timeoutMs =
    timeout === undefined
      ? LIMITS.scriptTimeoutMs
      : readDuration(timeout, SCRIPT_MAX_MS, [...path, "timeout"], complain);
  return { ...rest, timeoutMs };
}

export function normaliseRemove(text: RemoveText, path: Path, complain: Complain): Remove {
  const { timeout, ...rest } = text;
  const timeoutMs =
    timeout === undefined
      ? LIMITS.installTimeoutMs
      : readDuration(timeout, LIMITS.installTimeoutMaxMs, [...path, "timeout"], complain);
  return { ...rest, timeoutMs };
}

const CANNOT_BE = { disk: "pkg-disk", memory: "pkg-memory" } as const;

export function normaliseRequires(
  text: NonNullable<VariantText["requires"]>,
  path: Path,
  complain: Complain,
): Requires {
  const size = (key: "disk" | "memory"): number | undefined => {
    const value = text[key];
    if (value === undefined) return undefined;
    const bytes = parseSizeBytes(value);
    if (bytes === undefined) complain(problemAt([...path, key], say(CANNOT_BE[key], { value }), say("pkg-size-hint")));
    return bytes;
  };
  const [diskFreeBytes, memoryBytes] = [size("disk"), size("memory")];
  return {
    ...(diskFreeBytes === undefined ? {} : { diskFreeBytes }),
    ...(memoryBytes === undefined ? {} : { memoryBytes }),
    ...(text.cpus === undefined ? {} : { cpuCount: text.cpus }),
    ...(text.facts === undefined ? {} : { facts: text.facts }),
  };
}
