import type { Command } from "commander";
import { branch, type Frame, leaf, listOption } from "../command/command.ts";
import { withTargets } from "../target/options.ts";

const unset = () => listOption("--unset <key>", "take this value out of the set; may be given again");

export function settingCommand(frame: Frame): Command {
  return branch("setting", "how agents work: named sets of agent settings, and who has them", [
    leaf(
      frame,
      "list",
      "list the sets, and on how many devices each is in force",
      async () => (await import("./list.ts")).listSets,
    ),
    leaf(
      frame,
      "get <set>",
      "print the values of a set beside the built-in ones",
      async () => (await import("./get.ts")).getSet,
    ),
    leaf(
      frame,
      "set <set> <key=value...>",
      "make a set, or change values of it; its devices have it in seconds",
      async () => (await import("./set.ts")).setValues,
    )
      .option("--description <text>", "what the set is for")
      .addOption(unset()),
    leaf(
      frame,
      "unset <set> <key...>",
      "take values out of a set; the built-in ones hold again",
      async () => (await import("./set.ts")).unsetValues,
    ),
    leaf(
      frame,
      "diff <set> [key=value...]",
      "what such a change would do, key by key; changes nothing",
      async () => (await import("./diff.ts")).diffSet,
    ).addOption(unset()),
    leaf(frame, "delete <set>", "delete a set that no device has", async () => (await import("./delete.ts")).deleteSet),
    withTargets(
      leaf(
        frame,
        "assign <set>",
        "give a set to devices, in the place of the one they have",
        async () => (await import("./assign.ts")).assignSet,
      ),
    ),
    withTargets(
      leaf(
        frame,
        "unassign <set>",
        "take a set from devices; the built-in settings hold there",
        async () => (await import("./assign.ts")).unassignSet,
      ),
    ),
    leaf(
      frame,
      "reach <set>",
      "how many devices a set is for, and which do not run with it yet",
      async () => (await import("./reach.ts")).reachOfSet,
    ).option("--limit <rows>", "list at most so many devices", "20"),
    leaf(
      frame,
      "explain <device>",
      "every setting of a device, and where its value comes from",
      async () => (await import("./explain.ts")).explainDevice,
    ).option("--task <task>", "with what this task overrides"),
    leaf(
      frame,
      "rows",
      "every setting there is: its values, its default, what it does",
      async () => (await import("./rows.ts")).listRows,
    ),
  ]);
}
