import type { ActionRecord } from "@shoal/core/action/record";
import type { ActionReport } from "@shoal/protocol/action/report";
import type { SettingsOverride } from "@shoal/protocol/settings/settings";

/** What stands on its disk: nothing of it is lost with the power. */
export interface SimJournal {
  sequence: number;
  settings: SettingsOverride;
  facts: Map<string, string>;
  open: Map<string, ActionRecord>;
  ended: Map<string, ActionRecord["state"]>;
  reports: ActionReport[];
}
