import type { Command } from "commander";
import { branch, type Frame, leaf, listOption } from "../command/command.ts";
import type { DelegateOptions } from "./delegate.ts";
import type { EditOptions } from "./edit.ts";
import type { FinishOptions } from "./finish.ts";
import type { InitOptions } from "./init.ts";
import type { RenewOptions } from "./renew.ts";
import { showTrust } from "./show.ts";
import type { SignOptions } from "./sign.ts";

/** What signs is loaded by the command that needs it: no other command waits for it. */
export function trustCommand(frame: Frame): Command {
  return branch("trust", "whose releases devices trust: keys, roles, and until when they are good", [
    leaf<InitOptions>(
      frame,
      "init",
      "say it for the first time, with a root key and a release key",
      async (invocation, options) => (await import("./init.ts")).initTrust(invocation, options),
    )
      .addOption(listOption("--root-key <file>", "a root key (repeatable; default: root.key in the settings folder)"))
      .option("--threshold <n>", "how many of the root keys have to sign")
      .option("--key <file>", "the release key (default: release.key in the settings folder)"),
    leaf(frame, "show", "print roles, their keys, and until when they are good", showTrust),
    signing(
      leaf<EditOptions>(
        frame,
        "edit",
        "make the next root: other root keys, or other keys of the server",
        async (invocation, options) => (await import("./edit.ts")).editTrust(invocation, options),
      )
        .addOption(listOption("--add-root-key <key>", "a public key, or a file that has it (repeatable)"))
        .addOption(listOption("--remove-root-key <id>", "the beginning of a key's id (repeatable)"))
        .option("--threshold <n>", "how many of the root keys have to sign")
        .option("--new-online-keys", "make the server sign snapshot and timestamp with new keys"),
    ),
    signing(
      leaf<DelegateOptions>(
        frame,
        "delegate <role>",
        "give a publisher a role, or a role other keys",
        async (invocation, options, argument) =>
          (await import("./delegate.ts")).delegateTrust(invocation, options, argument),
      )
        .addOption(listOption("--key <key>", "a public key, or a file that has it (repeatable)"))
        .addOption(listOption("--packages <pattern>", "names of its packages: acme-* (repeatable)"))
        .option("--threshold <n>", "how many of its keys have to sign a release (default: 1)"),
    ),
    signing(
      leaf<FinishOptions>(
        frame,
        "revoke <key-id>",
        "take a release key out of every role",
        async (invocation, options, argument) =>
          (await import("./delegate.ts")).revokeTrust(invocation, options, argument),
      ),
    ),
    signing(
      leaf<RenewOptions>(frame, "renew", "sign anew what expires before long", async (invocation, options) =>
        (await import("./renew.ts")).renewTrust(invocation, options),
      ).option("--all", "all of it"),
    ),
    signCommand(frame),
    submitCommand(frame),
  ]);
}

/** Also `shoal release sign`. */
export function signCommand(frame: Frame): Command {
  return leaf<SignOptions>(
    frame,
    "sign <file>",
    "add a signature to a request; needs no server",
    async (invocation, options, argument) => (await import("./sign.ts")).signDraft(invocation, options, argument),
  )
    .option("--key <file>", "the key (default: release.key in the settings folder)")
    .option("--root <fingerprint>", "the root to start from, where this machine knows none yet")
    .option("--again", "sign although a newer version was signed here and never submitted");
}

export function submitCommand(frame: Frame): Command {
  return leaf(frame, "submit <file>", "send a request that enough have signed", async (invocation, options, argument) =>
    (await import("./submit.ts")).submitDraft(invocation, options, argument),
  );
}

function signing(command: Command): Command {
  return command
    .addOption(
      listOption("--sign <file>", "a private key to sign with (repeatable; default: root.key and release.key)"),
    )
    .option("--out <file>", "write a request to be signed by others, and send nothing");
}
