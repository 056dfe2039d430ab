import Type from "typebox";
import { Label } from "../device/label.ts";
import { LIMITS } from "../limits.ts";

/** The groups over whose devices something is given. */
export const OverGroups = Type.Array(Label, {
  minItems: 1,
  maxItems: LIMITS.groupsPerRole,
  uniqueItems: true,
  description: "Over the devices of these groups alone; without it over all",
});
