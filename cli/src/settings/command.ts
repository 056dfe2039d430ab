import type { Command } from "commander";
import { branch, type Frame, leaf, listOption } from "../command/command.ts";
import { withTargets } from "../target/options.ts";
import { assignSet, unassignSet } from "./assign.ts";
import { deleteSet } from "./delete.ts";
import { diffSet } from "./diff.ts";
import { explainDevice } from "./explain.ts";
import { getSet } from "./get.ts";
import { listSets } from "./list.ts";
import { reachOfSet } from "./reach.ts";
import { listRows } from "./rows.ts";
import { setValues, unsetValues } from "./set.ts";

const unset = () => listOption("--unset <key>", "take this value out of the set; may be given again");

export function settingCommand(frame: Frame): Command {
  return branch("setting", "how agents work: named sets of agent settings, and who has them", [
    leaf(frame, "list", "list the sets, and on how many devices each is in force", listSets),
    leaf(frame, "get <set>", "print the values of a set beside the built-in ones", getSet),
    leaf(
      frame,
      "set <set> <key=value...>",
      "make a set, or change values of it; its devices have it in seconds",
      setValues,
    )
      .option("--description <text>", "what the set is for")
      .addOption(unset()),
    leaf(frame, "unset <set> <key...>", "take values out of a set; the built-in ones hold again", unsetValues),
    leaf(
      frame,
      "diff <set> [key=value...]",
      "what such a change would do, key by key; changes nothing",
      diffSet,
    ).addOption(unset()),
    leaf(frame, "delete <set>", "delete a set that no device has", deleteSet),
    withTargets(leaf(frame, "assign <set>", "give a set to devices, in the place of the one they have", assignSet)),
    withTargets(
      leaf(frame, "unassign <set>", "take a set from devices; the built-in settings hold there", unassignSet),
    ),
    leaf(frame, "reach <set>", "how many devices a set is for, and which do not run with it yet", reachOfSet).option(
      "--limit <rows>",
      "list at most so many devices",
      "20",
    ),
    leaf(frame, "explain <device>", "every setting of a device, and where its value comes from", explainDevice).option(
      "--task <task>",
      "with what this task overrides",
    ),
    leaf(frame, "rows", "every setting there is: its values, its default, what it does", listRows),
  ]);
}
