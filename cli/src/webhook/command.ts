import { DELIVERY_STATES } from "@shoal/protocol/webhook/delivery-state";
import { type Command, Option } from "commander";
import { branch, type Frame, leaf, listOption } from "../command/command.ts";

const EVENTS = "kinds of events, with commas: task.finished,rollout.*,action.step:failed";

export function webhookCommand(frame: Frame): Command {
  return branch("webhook", "systems that are told of what happens, by signed requests", [
    leaf(
      frame,
      "add <webhook> <url>",
      "make a webhook, and print its secret this once",
      async () => (await import("./add.ts")).addWebhook,
    )
      .addOption(listOption("--event <kinds>", EVENTS).makeOptionMandatory())
      .option("--description <text>", "what it is for"),
    leaf(frame, "list", "list webhooks, and how they do", async () => (await import("./list.ts")).listWebhooks),
    leaf(
      frame,
      "show <webhook>",
      "print one, with its last deliveries",
      async () => (await import("./show.ts")).showWebhook,
    ),
    leaf(
      frame,
      "change <webhook>",
      "change where it sends, or what",
      async () => (await import("./add.ts")).changeWebhook,
    )
      .option("--url <url>", "another receiver")
      .addOption(listOption("--event <kinds>", `${EVENTS}; instead of those before`))
      .option("--description <text>", "what it is for"),
    leaf(
      frame,
      "test <webhook>",
      "send a test now, and say what came of it",
      async () => (await import("./try-out.ts")).testWebhook,
    ),
    leaf(
      frame,
      "deliveries <webhook>",
      "list what was sent and what waits, newest first",
      async () => (await import("./deliveries.ts")).listDeliveries,
    )
      .addOption(new Option("--state <state>", "only these").choices(DELIVERY_STATES))
      .option("--limit <rows>", "at most so many", "50"),
    leaf(
      frame,
      "redeliver <webhook> <delivery>",
      "send one of them again, with the same id",
      async () => (await import("./deliveries.ts")).redeliver,
    ),
    leaf(
      frame,
      "rotate <webhook>",
      "make a new secret, and print it this once",
      async () => (await import("./order.ts")).rotateSecret,
    ).option("--overlap <time>", "so long the old secret signs as well; 0s: it ends at once", "1d"),
    leaf(
      frame,
      "enable <webhook>",
      "send again, and what has waited at once",
      async () => (await import("./order.ts")).enableWebhook,
    ),
    leaf(
      frame,
      "disable <webhook>",
      "send nothing until it is enabled; what happens waits",
      async () => (await import("./order.ts")).disableWebhook,
    ),
    leaf(
      frame,
      "remove <webhook>",
      "delete a webhook with its deliveries",
      async () => (await import("./order.ts")).removeWebhook,
    ),
  ]);
}
