import type { Aftermath } from "../action/aftermath.ts";
import type { Services } from "../http/services.ts";
import type { AssignmentIndex } from "./assignment-index.ts";

/** After the commit: what was promised is stored, now devices and readers of events may look. */
export async function tell(
  { hub, outbox }: Pick<Services, "hub" | "outbox">,
  assignments: AssignmentIndex,
  aftermath: Aftermath,
): Promise<void> {
  const deviceIds = [...aftermath.deviceIds];
  if (deviceIds.length > 0) {
    await assignments.refresh(deviceIds);
    hub.ring(deviceIds);
  }
  if (aftermath.events.length > 0) await outbox.publish();
}
