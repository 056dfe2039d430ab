import { printable } from "../terminal/printable.ts";
import type { Terminal } from "../terminal/terminal.ts";
import type { Failure } from "./failure.ts";

/** On stderr: what happened, why, what to do next. With `--json` one document with the same parts. */
export function printFailure(terminal: Terminal, failure: Failure): void {
  terminal.status("");
  const { title, detail, hint, code, requestId, problems, column, devices } = failure.text;
  if (terminal.json) {
    terminal.warn(
      JSON.stringify({
        error: { code, title, detail, hint, requestId, problems, column, devices, exit: failure.exit },
      }),
    );
    return;
  }
  const { red, bold, dim } = terminal.err;
  for (const problem of problems ?? []) terminal.warn(printable(problem));
  terminal.warn(`${red(bold("error:"))} ${bold(printable(title))}`);
  const lines: [string, string | undefined][] = [
    ["why", detail],
    ["next", hint],
    ["request", requestId],
  ];
  for (const [label, text] of lines) {
    if (text === undefined || text === "") continue;
    const [first, ...more] = text.split("\n");
    terminal.warn(`  ${dim(`${label}:`.padEnd(8))} ${printable(first!)}`);
    for (const line of more) terminal.warn(`           ${printable(line)}`);
  }
}
