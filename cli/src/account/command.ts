import type { Command } from "commander";
import { branch, type Frame, leaf } from "../command/command.ts";
import { acceptInvitation } from "./accept.ts";
import { changePassword, ownPasskeys, ownSessions, setAuthenticator } from "./orders.ts";

export function accountCommand(frame: Frame): Command {
  const own = (command: Command) => command.requiredOption("--email <address>", "of your account");
  return branch("account", "your own: how you prove who you are, and where you are signed in", [
    leaf(frame, "accept <link>", "choose a password by the link of an invitation", acceptInvitation),
    own(leaf(frame, "password", "choose another password", changePassword)),
    own(leaf(frame, "authenticator", "set up an app that shows codes", setAuthenticator)).option(
      "--remove",
      "signing in asks for no code any more",
    ),
    own(leaf(frame, "passkeys", "list your passkeys; a browser makes them", ownPasskeys)).option(
      "--remove <name>",
      "take one away",
    ),
    own(leaf(frame, "sessions", "list where else you are signed in", ownSessions))
      .option("--end <session>", "end one")
      .option("--everywhere", "end all of them"),
  ]);
}
