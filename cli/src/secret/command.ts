import type { Command } from "commander";
import { branch, type Frame, leaf, listOption } from "../command/command.ts";

export function secretCommand(frame: Frame): Command {
  return branch("secret", "licence keys and tokens that packages need; values go in and never come out", [
    leaf(
      frame,
      "set <secret>",
      "set a secret, or give it another value; it is asked for, or read from stdin",
      async () => (await import("./set.ts")).setSecret,
    ).addOption(listOption("--package <packages>", "which packages may use it; a new secret needs it")),
    leaf(
      frame,
      "bind <secret> [packages...]",
      "say which packages may use a secret; without any: none may",
      async () => (await import("./bind.ts")).bindSecret,
    ),
    leaf(
      frame,
      "list",
      "list secrets: who set them when, who may use them, and which releases need them",
      async () => (await import("./list.ts")).listSecrets,
    ),
    leaf(
      frame,
      "delete <secret>",
      "delete a secret that no release which can be ordered needs",
      async () => (await import("./delete.ts")).deleteSecret,
    ),
  ]);
}
