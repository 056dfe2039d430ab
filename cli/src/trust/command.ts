import type { Command } from "commander";
import { branch, type Frame, leaf, listOption } from "../command/command.ts";

/** What signs is loaded by the command that needs it: no other command waits for it. */
export function trustCommand(frame: Frame): Command {
  return branch("trust", "whose releases devices trust: keys, roles, and until when they are good", [
    leaf(
      frame,
      "init",
      "say it for the first time, with a root key and a release key",
      async () => (await import("./init.ts")).initTrust,
    )
      .addOption(listOption("--root-key <file>", "a root key (repeatable; default: root.key in the settings folder)"))
      .option("--threshold <n>", "how many of the root keys have to sign")
      .option("--key <file>", "the release key (default: release.key in the settings folder)"),
    leaf(
      frame,
      "show",
      "print roles, their keys, and until when they are good",
      async () => (await import("./show.ts")).showTrust,
    ),
    signing(
      leaf(
        frame,
        "edit",
        "make the next root: other root keys, or other keys of the server",
        async () => (await import("./edit.ts")).editTrust,
      )
        .addOption(listOption("--add-root-key <key>", "a public key, or a file that has it (repeatable)"))
        .addOption(listOption("--remove-root-key <id>", "the beginning of a key's id (repeatable)"))
        .option("--threshold <n>", "how many of the root keys have to sign")
        .option("--new-online-keys", "make the server sign snapshot and timestamp with new keys"),
    ),
    signing(
      leaf(
        frame,
        "delegate <role>",
        "give a publisher a role, or a role other keys",
        async () => (await import("./delegate.ts")).delegateTrust,
      )
        .addOption(listOption("--key <key>", "a public key, or a file that has it (repeatable)"))
        .addOption(listOption("--packages <pattern>", "names of its packages: acme-* (repeatable)"))
        .option("--threshold <n>", "how many of its keys have to sign a release (default: 1)"),
    ),
    signing(
      leaf(
        frame,
        "revoke <key-id>",
        "take a release key out of every role",
        async () => (await import("./delegate.ts")).revokeTrust,
      ),
    ),
    signing(
      leaf(frame, "renew", "sign anew what expires before long", async () => (await import("./renew.ts")).renewTrust)
        .option("--all", "all of it")
        .option("--restored", "all of it, after the server was restored from a backup: devices know newer versions"),
    ),
    signCommand(frame),
    submitCommand(frame),
  ]);
}

/** Also `shoal release sign`. */
export function signCommand(frame: Frame): Command {
  return leaf(
    frame,
    "sign <file>",
    "add a signature to a request; needs no server",
    async () => (await import("./sign.ts")).signDraft,
  )
    .option("--key <file>", "the key (default: release.key in the settings folder)")
    .option("--root <fingerprint>", "the root to start from, where this machine knows none yet")
    .option("--again", "sign although a newer version was signed here and never submitted");
}

export function submitCommand(frame: Frame): Command {
  return leaf(
    frame,
    "submit <file>",
    "send a request that enough have signed",
    async () => (await import("./submit.ts")).submitDraft,
  );
}

function signing(command: Command): Command {
  return command
    .addOption(
      listOption("--sign <file>", "a private key to sign with (repeatable; default: root.key and release.key)"),
    )
    .option("--out <file>", "write a request to be signed by others, and send nothing");
}
