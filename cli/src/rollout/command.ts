import { type Command, Option } from "commander";
import { branch, type Frame, leaf, listOption } from "../command/command.ts";

export function rolloutCommand(frame: Frame): Command {
  return branch("rollout", "tasks that go out in stages: how far they are, and orders to them", [
    leaf(
      frame,
      "show <task>",
      "its rings with their counts, why it stands where it does, what can be done",
      async () => (await import("./show.ts")).showRollout,
    ),
    leaf(frame, "pause <task>", "open nothing more and hand out nothing more; what has begun goes on", async () =>
      (await import("./order.ts")).orderRollout("pause"),
    ),
    leaf(frame, "resume <task>", "go on, in spite of the failures so far", async () =>
      (await import("./order.ts")).orderRollout("resume"),
    ),
    leaf(frame, "next <task>", "open the next ring now; of the last one it is the end", async () =>
      (await import("./order.ts")).orderRollout("next"),
    ),
    leaf(frame, "approve <task>", "agree that the next ring opens; not by the one who started it", async () =>
      (await import("./order.ts")).orderRollout("approve"),
    ),
    leaf(frame, "abort <task>", "end it for good, and cancel what has not ended", async () =>
      (await import("./order.ts")).orderRollout("abort"),
    ),
    leaf(
      frame,
      "retry <task>",
      "try again on devices where it failed",
      async () => (await import("../task/retry.ts")).retryTask,
    )
      .addOption(listOption("--device <device>", "only on this one, by name or id; may be given again"))
      .option("--watch", "watch the task until it ends")
      .addOption(new Option("--timeout <time>", "stop watching after so long, exit 4: 90s, 10m, 2h")),
    leaf(
      frame,
      "simulate",
      "run a plan on a fleet that is not there, in virtual time",
      async () => (await import("./simulate.ts")).simulateRollout,
    )
      .option("-f, --file <file>", "the plan")
      .option("--task <task>", "the plan and the number of devices of this task, from the server")
      .option("--devices <number>", "so many targets")
      .addOption(
        new Option(
          "--ring <name=devices>",
          "how many devices a ring of a group or query has; may be given again",
        ).argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value]),
      )
      .option("--fail <percent>", "so many fail", "0")
      .option("--offline <percent>", "so many are away when their ring opens", "0")
      .option("--away <time>", "those are away for so long, on average", "1d")
      .option("--install <time>", "what an installation takes, on average", "10m")
      .option("--poll <time>", "how often devices ask", "15m")
      .option("--people <time>", "how long people take where the plan waits for them", "4h")
      .option("--seeds <number>", "so many runs, each with other chance", "20")
      .option("--seed <number>", "of the first run", "1"),
  ]);
}
