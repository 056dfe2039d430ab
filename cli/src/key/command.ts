import type { Command } from "commander";
import { branch, type Frame, leaf } from "../command/command.ts";
import { generateKey } from "./generate.ts";
import { listKeys } from "./list.ts";
import { showKey } from "./show.ts";
import { revokeKey, trustKey } from "./trust.ts";

export function keyCommand(frame: Frame): Command {
  const file = ["--key <file>", "the release key (default: release.key in the settings folder)"] as const;
  return branch("key", "the release key, with which you sign what you publish", [
    leaf(frame, "generate", "make a release key", generateKey).option("--out <file>", "write it elsewhere"),
    leaf(frame, "show", "print its id and its public half", showKey).option(...file),
    leaf(frame, "trust", "let the server accept releases that it signed", trustKey)
      .option(...file)
      .option("--name <name>", "whose key it is (default: user@host)"),
    leaf(frame, "list", "list the keys that the server trusts", listKeys),
    leaf(frame, "revoke <key-id>", "let the server accept no more releases signed by a key", revokeKey),
  ]);
}
