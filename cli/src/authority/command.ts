import type { Command } from "commander";
import { branch, type Frame, leaf } from "../command/command.ts";

export function authorityCommand(frame: Frame): Command {
  const confirm = ["--confirm <devices>", "so many devices are left behind"] as const;
  return branch("ca", "the server's certificate authority, and how another one takes its place", [
    leaf(
      frame,
      "show",
      "print who issues, who was announced, who is still believed",
      async () => (await import("./steps.ts")).showAuthorities,
    ),
    leaf(
      frame,
      "prepare",
      "make the next one and announce it to all agents",
      async () => (await import("./steps.ts")).prepareAuthority,
    ),
    leaf(frame, "activate", "let the announced one issue from now on", async () =>
      (await import("./steps.ts")).takeStep("activate"),
    ).option(...confirm),
    leaf(frame, "retire", "believe the former one no more", async () =>
      (await import("./steps.ts")).takeStep("retire"),
    ).option(...confirm),
  ]);
}
