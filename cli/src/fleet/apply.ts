import type { FleetPlan } from "@shoal/protocol/api/fleet-plan";
import type { Invocation } from "../command/invocation.ts";
import { EXIT, type ExitCode } from "../exit/codes.ts";
import { Failure } from "../exit/failure.ts";
import { askYes } from "../terminal/ask-yes.ts";
import { devices } from "../terminal/counted.ts";
import { askServer, type FilesOptions, type Loaded, loadRequest } from "./ask-server.ts";
import { differs, planLines, planSummary } from "./plan-lines.ts";

interface ApplyOptions extends FilesOptions {
  dryRun?: boolean;
  yes?: boolean;
}

export async function applyFiles(invocation: Invocation, options: ApplyOptions): Promise<ExitCode | undefined> {
  const loaded = await loadRequest(invocation, options);
  if (options.yes && !options.dryRun) return say(invocation, loaded, await askServer(invocation, loaded, {}), true);
  const plan = await askServer(invocation, loaded, { dryRun: true });
  if (options.dryRun) return say(invocation, loaded, plan, false);
  const question = whatToAsk(plan);
  if (question !== undefined) {
    for (const line of planLines(plan, loaded.declared, invocation.terminal.err)) invocation.terminal.warn(line);
    const yes = await askYes(invocation.shell, `${question} Apply? [y/N] `);
    if (yes === undefined) throw unanswered(question);
    if (!yes) {
      invocation.terminal.note("Nothing was changed.");
      return EXIT.failed;
    }
  }
  return say(invocation, loaded, await askServer(invocation, loaded, { plan: plan.digest }), true);
}

/** Of what hits devices, deletes, or takes from somebody what they made, a person is asked first. */
function whatToAsk({ counts, devices: hit, items }: FleetPlan): string | undefined {
  const taken = items.filter((item) => item.takesOver !== undefined && item.verb === "change").length;
  const parts = [
    ...(hit > 0 ? [`${devices(hit)} would be another way.`] : []),
    ...(counts.delete > 0 ? [`${counts.delete} would be deleted.`] : []),
    ...(taken > 0 ? [`${taken} that these files did not make would be changed.`] : []),
  ];
  return parts.length === 0 ? undefined : parts.join(" ");
}

function unanswered(question: string): Failure {
  return new Failure({
    title: "It needs a yes, and there is nobody to ask",
    detail: `${question} Nothing was changed.`,
    hint: "Look at it with --dry-run, then say --yes.",
    code: "needs-yes",
  });
}

function say({ terminal }: Invocation, { declared }: Loaded, plan: FleetPlan, done: boolean): undefined {
  if (terminal.json) return void terminal.answerJson(plan);
  for (const line of planLines(plan, declared, terminal.out)) terminal.answer(line);
  const tail = done
    ? `Applied as ${plan.applyId}: shoal audit shows each part of it.`
    : differs(plan)
      ? "Nothing was changed."
      : "There is nothing to do.";
  terminal.note(`${plan.source}: ${planSummary(plan, done)} ${tail}`);
}
