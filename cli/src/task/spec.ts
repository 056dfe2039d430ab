import { LIMITS } from "@shoal/protocol/limits";
import { DELIVERIES } from "@shoal/protocol/task/kinds";
import type { Delivery, TaskKind, TaskSpec, Urgency } from "@shoal/protocol/task/task";
import { type Api, answerOf } from "../api/client.ts";
import { usageFailure } from "../exit/failure.ts";
import type { RolloutOptions } from "../rollout/options.ts";
import { parseSettings } from "../settings/parse.ts";
import { chosenTargets } from "../target/chosen.ts";
import { checkTargets, type TargetOptions } from "../target/options.ts";
import { formatDuration, parseDuration } from "../terminal/duration.ts";
import { parseMoment } from "../terminal/moment.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** Options that say what a task is; `create` and `preview` share them. */
export interface SpecOptions extends TargetOptions, RolloutOptions {
  package?: string;
  channel?: string;
  keep?: boolean;
  name?: string;
  kind: TaskKind;
  push?: boolean;
  pull?: boolean;
  life?: string;
  urgency?: Urgency;
  deadline?: string;
  set?: string[];
}

const LEAST_LIFE_MS = 60_000;

/** What was written, checked as far as it can be without the server; `resolveSpec` asks the rest. */
export function checkSpec(
  options: SpecOptions,
  nowMs: number,
): {
  delivery: Delivery;
  lifeMs?: number;
  urgency?: Urgency;
  deadlineMs?: number;
  settings: TaskSpec["settings"];
} {
  if (options.package === undefined && options.channel === undefined)
    throw usageFailure("Which package?", "Say --package NAME@VERSION; shoal package list shows what there is.");
  if (options.package !== undefined && options.channel !== undefined)
    throw usageFailure("A channel says which release it is", "Say one of --package and --channel.");
  if (options.push && options.pull)
    throw usageFailure(
      "A task is either pushed or pulled",
      `Say one of ${DELIVERIES.map((each) => `--${each}`).join(" and ")}.`,
    );
  checkTargets(options);
  return {
    delivery: options.push ? "push" : "pull",
    settings: parseSettings(options.set ?? []),
    ...(options.life === undefined ? {} : { lifeMs: lifeOf(options.life) }),
    ...(options.urgency === undefined ? {} : { urgency: options.urgency }),
    ...(options.deadline === undefined ? {} : { deadlineMs: deadlineOf(options.deadline, nowMs) }),
  };
}

export async function resolveSpec(api: Api, terminal: Terminal, options: SpecOptions): Promise<TaskSpec> {
  const { settings, ...checked } = checkSpec(options, Date.now());
  const chosen = await chosenTargets(api, options);
  const [name, version] =
    options.channel === undefined
      ? await resolveRelease(api, terminal, options.package!)
      : await resolveChannel(api, terminal, options.channel);
  return {
    ...(options.name === undefined ? {} : { name: options.name }),
    kind: options.kind,
    package: name,
    version,
    ...(options.channel === undefined ? {} : { channel: options.channel }),
    ...(options.keep ? { keep: true } : {}),
    ...chosen,
    ...checked,
    ...(settings && Object.keys(settings).length > 0 ? { settings } : {}),
  };
}

async function resolveChannel(api: Api, terminal: Terminal, name: string): Promise<[name: string, version: string]> {
  const channel = await answerOf(api.GET("/api/v1/channels/{name}", { params: { path: { name } } }));
  terminal.note(`Channel ${name} points to ${channel.package}@${channel.version}.`);
  return [channel.package, channel.version];
}

/** `hello@1.0.0`; without a version the newest one, which is said. */
async function resolveRelease(api: Api, terminal: Terminal, text: string): Promise<[name: string, version: string]> {
  const at = text.lastIndexOf("@");
  if (at > 0 && at < text.length - 1) return [text.slice(0, at), text.slice(at + 1)];
  const name = text.replace(/@$/, "");
  const { latestVersion } = await answerOf(api.GET("/api/v1/packages/{name}", { params: { path: { name } } }));
  terminal.note(`The newest release of ${name} is ${latestVersion}.`);
  return [name, latestVersion];
}

/** `3d`: so long from now, or a moment. Whether it can be one is the server's to say. */
function deadlineOf(text: string, nowMs: number): number {
  const fromNowMs = parseDuration(text);
  const atMs = fromNowMs === undefined ? parseMoment(text, nowMs) : nowMs + fromNowMs;
  if (atMs !== undefined && atMs >= 0) return Math.round(atMs);
  throw usageFailure(
    `--deadline cannot be "${text}"`,
    "Write how long from now (3d, 12h), a day (2026-12-01), or a moment (2026-12-01 08:00, 2026-12-01T08:00Z).",
  );
}

function lifeOf(text: string): number {
  const lifeMs = parseDuration(text);
  if (lifeMs === undefined) throw usageFailure(`"${text}" is no length of time`, "Write --life 14d, 12h or 90m.");
  if (lifeMs < LEAST_LIFE_MS || lifeMs > LIMITS.taskLifeMaxMs)
    throw usageFailure(
      `A task cannot live for ${text}`,
      `From ${formatDuration(LEAST_LIFE_MS)} to ${formatDuration(LIMITS.taskLifeMaxMs)}; unfinished devices expire then.`,
    );
  return lifeMs;
}
