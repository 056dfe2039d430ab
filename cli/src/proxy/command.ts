import type { Command } from "commander";
import { branch, type Frame, leaf } from "../command/command.ts";

export function proxyCommand(frame: Frame): Command {
  return branch("proxy", "proxies that stand in front of the server for agents", [
    leaf(
      frame,
      "certificate <name>",
      "give one its certificate and key",
      async () => (await import("./certificate.ts")).proxyCertificate,
    ).option("--out <folder>", "where to write proxy.key, proxy.pem and authorities.pem", "."),
    leaf(frame, "list", "list their certificates", async () => (await import("./list.ts")).listProxies),
    leaf(
      frame,
      "revoke <name>",
      "believe nothing more of what one forwards",
      async () => (await import("./list.ts")).revokeProxy,
    ),
  ]);
}
