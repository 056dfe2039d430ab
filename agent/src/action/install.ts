import { join } from "node:path";
import type { ExitClass } from "@shoal/core/action/machine";
import type { ActionRecord } from "@shoal/core/action/record";
import { evaluateDetect, leavesOf } from "@shoal/core/detect/evaluate";
import { classifyExit } from "@shoal/core/installer/exit";
import type { Reason } from "@shoal/protocol/action/reason";
import type { InstallResult } from "@shoal/protocol/action/report";
import type { Variant } from "@shoal/protocol/package/release";
import type { Script } from "@shoal/protocol/package/script";
import { say } from "@shoal/protocol/sentence/say";
import type { Host, LeafResult } from "../host/host.ts";
import type { WrittenImage } from "../image/written-image.ts";
import type { InstallContext } from "../installer/installer.ts";
import type { ProcessOutcome } from "../process/run.ts";
import { type ActionSecrets, giving } from "../secret/of-action.ts";
import type { Stage } from "./stage.ts";

export type Ran =
  | { kind: "ran"; exit: ExitClass; reason: Reason; result: InstallResult }
  | { kind: "failed"; reason: Reason; result?: InstallResult };

const SEE_LOG = say("see-log");

interface ContextParts {
  stateDir: string;
  signal: AbortSignal;
  stage?: Stage;
  image?: WrittenImage;
  secrets?: ActionSecrets;
}

/** What installers and detection need to know of this machine and this action. */
export async function contextOf(
  host: Host,
  record: ActionRecord,
  variant: Variant,
  { stateDir, signal, stage, image, secrets }: ContextParts,
): Promise<InstallContext> {
  const [{ createOutputLog }, { runProcess }, { marking }] = await Promise.all([
    import("../process/output-log.ts"),
    import("../process/spawn-process.ts"),
    import("./orphans.ts"),
  ]);
  const run = marking(runProcess, record.assignment.actionId);
  return {
    os: host.os,
    packageName: record.assignment.package,
    version: record.assignment.version,
    variant,
    files: stage?.files ?? new Map(),
    ...(image ? { image } : {}),
    workDir: stage?.workDir ?? join(stateDir, "work"),
    roomsDir: join(stateDir, "rooms"),
    receiptDir: join(stateDir, "receipts"),
    run: secrets ? giving(run, secrets) : run,
    log: createOutputLog(secrets?.cover),
    timeoutMs: variant.timeoutMs,
    signal,
  };
}

/** Script before, installer, script after. What the exit code means is the table's to say, and the detection rule has the last word. */
export async function runInstaller(host: Host, record: ActionRecord, context: InstallContext): Promise<Ran> {
  const { variant } = context;
  const removing = record.assignment.kind === "remove";
  const started = performance.now();
  const resultOf = (outcome?: ProcessOutcome): InstallResult => {
    const { text, truncated } = context.log.tail();
    return {
      ...(outcome?.kind === "exited" ? { exitCode: outcome.exitCode } : {}),
      ...(outcome?.kind === "signalled" ? { signal: outcome.signal } : {}),
      durationMs: Math.round(performance.now() - started),
      attempt: record.attempt,
      logTail: text,
      logTruncated: truncated,
    };
  };
  const before = removing ? undefined : await runScript(host, variant.before, "before", context);
  if (before) return { kind: "failed", reason: before, result: resultOf() };
  const outcome = removing ? await host.remove(context) : await host.install(context);
  if (outcome.kind !== "exited") return { kind: "failed", reason: reasonOf(outcome), result: resultOf(outcome) };
  const order = removing ? "remove" : "install";
  const { class: exit, reason: words } = classifyExit(variant.installer, order, variant.exitCodes, outcome.exitCode);
  const detail = say("exit-said", { exitCode: outcome.exitCode, words });
  if (exit === "failed")
    return { kind: "ran", exit, reason: { code: "exit-code", detail, next: SEE_LOG }, result: resultOf(outcome) };
  if ((exit === "success" || exit === "soft-reboot") && !removing) {
    const after = await runScript(host, variant.after, "after", context);
    if (after) return { kind: "failed", reason: after, result: resultOf(outcome) };
  }
  // Not "installed" or "removed": nobody has looked yet.
  const code = exit === "retry" ? "installer-busy" : "installer-done";
  return { kind: "ran", exit, reason: { code, detail }, result: resultOf(outcome) };
}

/** Asks every leaf of the variant's rule and evaluates the tree. An error is "unknown", never a yes. */
export async function detect(
  host: Host,
  context: InstallContext,
): Promise<{ found: boolean | "unknown"; detail: string }> {
  const { detect: rule } = context.variant;
  const answers = new Map<object, LeafResult>();
  for (const leaf of leavesOf(rule))
    answers.set(
      leaf,
      await host
        .detect(leaf, context)
        .catch((error: Error): LeafResult => ({ found: "unknown", detail: error.message })),
    );
  return evaluateDetect(rule, answers as never);
}

async function runScript(
  host: Host,
  script: Script | undefined,
  when: string,
  context: InstallContext,
): Promise<Reason | undefined> {
  if (!script) return undefined;
  const outcome = await host.runScript(script, context);
  if (outcome.kind === "exited" && outcome.exitCode === 0) return undefined;
  const what = outcome.kind === "exited" ? `exit code ${outcome.exitCode}` : (reasonOf(outcome).detail ?? outcome.kind);
  return {
    code: "script-failed",
    detail: say("script-ended", { when, words: what }),
    next: SEE_LOG,
  };
}

function reasonOf(outcome: Exclude<ProcessOutcome, { kind: "exited" }>): Reason {
  switch (outcome.kind) {
    case "timed-out":
      return {
        code: "installer-timeout",
        detail: say("after-seconds", { seconds: Math.round(outcome.durationMs / 1000) }),
        next: say("raise-timeout"),
      };
    case "signalled":
      return { code: "exit-code", detail: say("ended-by", { signal: outcome.signal }), next: say("see-log") };
    case "stopped":
      return { code: "internal", detail: say("stopped-with-agent") };
    case "unusable":
      return {
        code: "installer-unusable",
        detail: outcome.detail,
        next: say(outcome.next),
      };
  }
}
