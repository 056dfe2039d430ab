import type { Invocation } from "../command/invocation.ts";
import { EXIT, type ExitCode } from "../exit/codes.ts";
import { askServer, type FilesOptions, loadRequest } from "./ask-server.ts";
import { differs, planLines, planSummary } from "./plan-lines.ts";

/** In what the server differs from the files, also by what somebody changed there. Changes nothing. */
export async function diffFiles(invocation: Invocation, options: FilesOptions): Promise<ExitCode> {
  const { terminal } = invocation;
  const loaded = await loadRequest(invocation, options);
  const plan = await askServer(invocation, loaded, { dryRun: true });
  const isOther = differs(plan);
  if (terminal.json) terminal.answerJson({ differs: isOther, ...plan });
  else for (const line of isOther ? planLines(plan, loaded.declared, terminal.out) : []) terminal.answer(line);
  if (!terminal.json) terminal.note(isOther ? `${plan.source}: ${planSummary(plan, false)}` : "No difference.");
  return isOther ? EXIT.differs : EXIT.done;
}
