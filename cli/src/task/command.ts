import { ACTION_STATES } from "@shoal/protocol/action/state";
import { TASK_KINDS, TASK_STATES, URGENCIES } from "@shoal/protocol/task/kinds";
import { type Command, Option } from "commander";
import { branch, type Frame, leaf, listOption } from "../command/command.ts";
import { withRollout } from "../rollout/options.ts";
import { withTargets } from "../target/options.ts";

const timeout = () => new Option("--timeout <time>", "stop watching after so long, exit 4: 90s, 10m, 2h");

export function taskCommand(frame: Frame): Command {
  return branch("task", "orders: a release, the devices it is for, how it gets there", [
    withSpec(
      leaf(
        frame,
        "create",
        "make a task; with --start --watch also start it and see it through",
        async () => (await import("./create.ts")).createTask,
      ),
    )
      .option("--start", "start it at once")
      .option("--watch", "watch it until it ends (needs --start)")
      .addOption(timeout()),
    withSpec(
      leaf(
        frame,
        "change <task>",
        "make a draft another one, by all that is said here",
        async () => (await import("./change.ts")).changeTask,
      ),
    ),
    withSpec(
      leaf(
        frame,
        "preview [task]",
        "which variant each device would get, which none and why; changes nothing",
        async () => (await import("./preview.ts")).previewTask,
      ),
    ),
    leaf(frame, "start <task>", "start a task", async () => (await import("./start.ts")).startTask)
      .option("--watch", "watch it until it ends")
      .addOption(timeout()),
    leaf(
      frame,
      "watch <task>",
      "watch a task until it ends",
      async () => (await import("./watch.ts")).watchTask,
    ).addOption(timeout()),
    leaf(
      frame,
      "cancel <task>",
      "cancel what of it has not ended",
      async () => (await import("./cancel.ts")).cancelTask,
    ),
    leaf(
      frame,
      "approve <task>",
      "start what somebody else wants to start",
      async () => (await import("./approve.ts")).approveTask,
    ),
    leaf(
      frame,
      "reject <task>",
      "do not: it is a draft again",
      async () => (await import("./approve.ts")).rejectTask,
    ).requiredOption("--reason <text>", "why, for whoever wants it"),
    leaf(
      frame,
      "retry <task>",
      "try again on devices where it failed",
      async () => (await import("./retry.ts")).retryTask,
    )
      .addOption(listOption("--device <device>", "only on this one, by name or id; may be given again"))
      .option("--watch", "watch it until it ends")
      .addOption(timeout()),
    leaf(
      frame,
      "rollback <task>",
      "end a task, and give each device back what it had before it",
      async () => (await import("./rollback.ts")).rollBackTask,
    )
      .option("--dry-run", "say what it would do to each device; changes nothing")
      .option("--yes", "do it on all devices that the dry run counts")
      .addOption(
        new Option(
          "--urgency <urgency>",
          "required: in windows; immediate: at once (default: that of the task)",
        ).choices(["required", "immediate"]),
      )
      .option("--watch", "watch the rollback until it ends")
      .addOption(timeout()),
    leaf(frame, "list", "list tasks, the newest first", async () => (await import("./list.ts")).listTasks)
      .addOption(new Option("--state <state>", "only those in this state").choices(TASK_STATES))
      .option("--package <name>", "only those of this package")
      .option("--limit <rows>", "at most so many", "100"),
    leaf(frame, "get <task>", "print one task", async () => (await import("./get.ts")).getTask),
    leaf(
      frame,
      "actions <task>",
      "list what became of each device",
      async () => (await import("./actions.ts")).listActions,
    )
      .addOption(new Option("--state <state>", "only those in this state").choices(ACTION_STATES))
      .option("--device <device>", "only this device, by name or id"),
    leaf(
      frame,
      "events <task>",
      "everything that happened in one, the newest first",
      async () => (await import("./events.ts")).taskEvents,
    ).option("--limit <rows>", "at most so many", "100"),
    leaf(
      frame,
      "explain <task> <device>",
      "why a device did or did not, step by step, in words",
      async () => (await import("./explain.ts")).explainTask,
    ),
  ]);
}

function withSpec(command: Command): Command {
  const described = command
    .option("--package <name@version>", "the release; without a version the newest one")
    .option("--channel <channel>", "follow this channel: what it points to now, and later what it is moved to")
    .addOption(new Option("--kind <kind>", "what to do with it").choices(TASK_KINDS).default("install"))
    .option("--pull", "devices fetch it by themselves (default)")
    .option("--push", "the server sends it, when and as fast as it chooses");
  return withRollout(withTargets(described))
    .optionsGroup("More:")
    .option("--name <name>", "a name for people")
    .option("--life <time>", "unfinished devices expire after so long (default 14d)")
    .addOption(
      new Option(
        "--urgency <urgency>",
        "available: when a person at the device asks for it; required (default): in windows, people may put it off; immediate: at once",
      ).choices(URGENCIES),
    )
    .option(
      "--deadline <when>",
      "when nobody can put it off any longer, and what is available is required: 3d (from now), or a date",
    )
    .option("--keep", "put it back where it disappears, until the task is cancelled")
    .addOption(listSetting());
}

function listSetting(): Option {
  return new Option("--set <key=value>", "override an agent setting for this task; may be given again").argParser(
    (value: string, before: readonly string[] | undefined) => [...(before ?? []), value],
  );
}
