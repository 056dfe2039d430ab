import { type Command, Option } from "commander";
import { type Frame, leaf } from "../command/command.ts";

export function auditCommand(frame: Frame): Command {
  return leaf(
    frame,
    "audit",
    "who did what to what, when, from where",
    async () => (await import("./show.ts")).showAudit,
  )
    .option("--since <when>", "from then on: 2h, 14d, 2026-11-01, 2026-11-01T08:00Z")
    .option("--until <when>", "before then")
    .option("--actor <actor>", "only by: operator:NAME, device:ID, server")
    .option("--what <what>", "only this: task.started, release.published …")
    .option("--subject <subject>", "only about: task:7, device:ID, release:NAME@VERSION …")
    .option("--limit <rows>", "at most so many, the newest", "100")
    .option("-f, --follow", "go on with what happens from now on, until Ctrl-C")
    .addOption(new Option("--export <format>", "the whole trail as a file on stdout").choices(["csv", "json"]))
    .addHelpText(
      "after",
      "\n--export json has one JSON document a line. It takes --since and --until, and no other filter.",
    )
    .addCommand(
      leaf(
        frame,
        "verify [file]",
        "prove that nothing of the trail was changed, removed or added",
        async () => (await import("./verify.ts")).verifyAudit,
      )
        .option("--checkpoint <file>", "it must have what these checkpoints, kept elsewhere, vouch for")
        .option("--key <key>", "the key that its checkpoints must be signed with: shoal audit key"),
    )
    .addCommand(
      leaf(
        frame,
        "export",
        "the trail as JSON lines that prove each other, for verify",
        async () => (await import("./export.ts")).exportTrail,
      ),
    )
    .addCommand(
      leaf(
        frame,
        "checkpoint",
        "sign the trail as it is now, to be kept elsewhere",
        async () => (await import("./checkpoint.ts")).makeCheckpoint,
      ),
    )
    .addCommand(
      leaf(
        frame,
        "key",
        "the public key that checkpoints are signed with",
        async () => (await import("./checkpoint.ts")).showAuditKey,
      ),
    );
}
