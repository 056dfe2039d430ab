import type { Command } from "commander";
import { branch, type Frame, leaf } from "../command/command.ts";
import { deleteSecret } from "./delete.ts";
import { listSecrets } from "./list.ts";
import { setSecret } from "./set.ts";

export function secretCommand(frame: Frame): Command {
  return branch("secret", "licence keys and tokens that packages need; values go in and never come out", [
    leaf(
      frame,
      "set <secret>",
      "set a secret, or give it another value; it is asked for, or read from stdin",
      setSecret,
    ),
    leaf(frame, "list", "list secrets: who set them when, and which releases need them", listSecrets),
    leaf(frame, "delete <secret>", "delete a secret that no release which can be ordered needs", deleteSecret),
  ]);
}
