import type { Labelled } from "@shoal/protocol/api/label";
import { devices } from "../terminal/counted.ts";
import { printable } from "../terminal/printable.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** The answer of a change to many devices: on how many it changed something. */
export function sayLabelled(terminal: Terminal, labelled: Labelled, what: string): void {
  if (terminal.json) return terminal.answerJson(labelled);
  const { devices: named, changed } = labelled;
  terminal.answer(String(changed));
  if (named === 0) return terminal.note("No device is like that; nothing was changed.");
  const others = named - changed;
  const rest =
    others === 0
      ? ""
      : ` ${devices(others).replace(/^one/, "One")} ${others === 1 ? "was" : "were"} like that already.`;
  terminal.note(changed === 0 ? rest.trim() : `${printable(what)} on ${devices(changed)}.${rest}`);
}
