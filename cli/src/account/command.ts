import type { Command } from "commander";
import { branch, type Frame, leaf } from "../command/command.ts";

export function accountCommand(frame: Frame): Command {
  const own = (command: Command) => command.requiredOption("--email <address>", "of your account");
  return branch("account", "your own: how you prove who you are, and where you are signed in", [
    leaf(
      frame,
      "accept <link>",
      "choose a password by the link of an invitation",
      async () => (await import("./accept.ts")).acceptInvitation,
    ),
    own(leaf(frame, "password", "choose another password", async () => (await import("./orders.ts")).changePassword)),
    own(
      leaf(
        frame,
        "authenticator",
        "set up an app that shows codes",
        async () => (await import("./orders.ts")).setAuthenticator,
      ),
    ).option("--remove", "signing in asks for no code any more"),
    own(
      leaf(
        frame,
        "passkeys",
        "list your passkeys; a browser makes them",
        async () => (await import("./orders.ts")).ownPasskeys,
      ),
    ).option("--remove <name>", "take one away"),
    own(
      leaf(
        frame,
        "sessions",
        "list where else you are signed in",
        async () => (await import("./orders.ts")).ownSessions,
      ),
    )
      .option("--end <session>", "end one")
      .option("--everywhere", "end all of them"),
  ]);
}
