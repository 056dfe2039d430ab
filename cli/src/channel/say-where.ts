import type { ChannelRow } from "@shoal/protocol/api/channel";
import type { Terminal } from "../terminal/terminal.ts";

/** Where a channel points after an order, and what became of the tasks that follow it. */
export function sayWhere(terminal: Terminal, channel: ChannelRow, before: ChannelRow | undefined): void {
  if (terminal.json) return terminal.answerJson(channel);
  const { name, package: product, version, followers } = channel;
  terminal.answer(name);
  if (before === undefined) terminal.note(`Channel ${name} is made, and points to ${product}@${version}.`);
  else if (before.version === version)
    terminal.note(`Channel ${name} points to ${product}@${version}, as it did before.`);
  else {
    terminal.note(`Channel ${name} points to ${product}@${version} now; before, to ${before.version}.`);
    for (const id of followers)
      if (before.followers.includes(id))
        terminal.warn(`Task ${id} follows it and was not moved; why: shoal audit --subject task:${id}`);
      else terminal.note(`Task ${id} gives it to its devices: shoal task watch ${id}`);
  }
}
