import type { Command } from "commander";
import { type Frame, leaf } from "../command/command.ts";

export function contextCommand(frame: Frame): Command {
  return leaf(
    frame,
    "context",
    "print which server is spoken to, as whom, and why",
    async () => (await import("./show.ts")).showContext,
  );
}

export function loginCommand(frame: Frame): Command {
  return leaf(
    frame,
    "login [url]",
    "remember a server and a token (asked for, --token, or on stdin), or sign in; also by a setup link",
    async () => (await import("./login.ts")).login,
  ).option("--email <address>", "sign in to your account: asks for the password, and for a code");
}

export function logoutCommand(frame: Frame): Command {
  return leaf(
    frame,
    "logout",
    "forget them, and end the login on the server",
    async () => (await import("./logout.ts")).logout,
  );
}
