import type { Command } from "commander";
import { type Frame, leaf } from "../command/command.ts";
import { login } from "./login.ts";
import { logout } from "./logout.ts";
import { showContext } from "./show.ts";

export function contextCommand(frame: Frame): Command {
  return leaf(frame, "context", "print which server is spoken to, as whom, and why", showContext);
}

export function loginCommand(frame: Frame): Command {
  return leaf(
    frame,
    "login [url]",
    "remember a server and a token (asked for, --token, or on stdin), or sign in; also by a setup link",
    login,
  ).option("--email <address>", "sign in to your account: asks for the password, and for a code");
}

export function logoutCommand(frame: Frame): Command {
  return leaf(frame, "logout", "forget them, and end the login on the server", logout);
}
