import type { ChannelRow } from "@shoal/protocol/api/channel";
import type { Terminal } from "../terminal/terminal.ts";

/** Where a channel points after an order. */
export function sayWhere(terminal: Terminal, channel: ChannelRow, before: string | undefined): void {
  if (terminal.json) return terminal.answerJson(channel);
  const { name, package: product, version } = channel;
  terminal.answer(name);
  if (before === version) terminal.note(`Channel ${name} points to ${product}@${version}, as it did before.`);
  else if (before === undefined) terminal.note(`Channel ${name} is made, and points to ${product}@${version}.`);
  else terminal.note(`Channel ${name} points to ${product}@${version} now; before, to ${before}.`);
}
