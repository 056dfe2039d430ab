import { DELIVERY_STATES } from "@shoal/protocol/webhook/delivery-state";
import { type Command, Option } from "commander";
import { branch, type Frame, leaf, listOption } from "../command/command.ts";
import { addWebhook, changeWebhook } from "./add.ts";
import { listDeliveries, redeliver } from "./deliveries.ts";
import { listWebhooks } from "./list.ts";
import { disableWebhook, enableWebhook, removeWebhook, rotateSecret } from "./order.ts";
import { showWebhook } from "./show.ts";
import { testWebhook } from "./try-out.ts";

const EVENTS = "kinds of events, with commas: task.finished,rollout.*,action.step:failed";

export function webhookCommand(frame: Frame): Command {
  return branch("webhook", "systems that are told of what happens, by signed requests", [
    leaf(frame, "add <webhook> <url>", "make a webhook, and print its secret this once", addWebhook)
      .addOption(listOption("--event <kinds>", EVENTS).makeOptionMandatory())
      .option("--description <text>", "what it is for"),
    leaf(frame, "list", "list webhooks, and how they do", listWebhooks),
    leaf(frame, "show <webhook>", "print one, with its last deliveries", showWebhook),
    leaf(frame, "change <webhook>", "change where it sends, or what", changeWebhook)
      .option("--url <url>", "another receiver")
      .addOption(listOption("--event <kinds>", `${EVENTS}; instead of those before`))
      .option("--description <text>", "what it is for"),
    leaf(frame, "test <webhook>", "send a test now, and say what came of it", testWebhook),
    leaf(frame, "deliveries <webhook>", "list what was sent and what waits, newest first", listDeliveries)
      .addOption(new Option("--state <state>", "only these").choices(DELIVERY_STATES))
      .option("--limit <rows>", "at most so many", "50"),
    leaf(frame, "redeliver <webhook> <delivery>", "send one of them again, with the same id", redeliver),
    leaf(frame, "rotate <webhook>", "make a new secret, and print it this once", rotateSecret).option(
      "--overlap <time>",
      "so long the old secret signs as well; 0s: it ends at once",
      "1d",
    ),
    leaf(frame, "enable <webhook>", "send again, and what has waited at once", enableWebhook),
    leaf(frame, "disable <webhook>", "send nothing until it is enabled; what happens waits", disableWebhook),
    leaf(frame, "remove <webhook>", "delete a webhook with its deliveries", removeWebhook),
  ]);
}
