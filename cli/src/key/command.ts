import type { Command } from "commander";
import { branch, type Frame, leaf } from "../command/command.ts";

export function keyCommand(frame: Frame): Command {
  return branch(
    "key",
    "keys of this machine: the release key signs what you publish, the root key says whose are trusted",
    [
      leaf(
        frame,
        "generate",
        "make a release key and a root key",
        async () => (await import("./generate.ts")).generateKey,
      )
        .option("--name <name>", "make one key, NAME.key in the settings folder")
        .option("--out <file>", "make one key, in this file"),
      leaf(
        frame,
        "show",
        "print the id of a key, and its public half",
        async () => (await import("./show.ts")).showKey,
      ).option("--key <file>", "the key (default: release.key in the settings folder)"),
    ],
  );
}
