/** @jsxImportSource preact */
import type { PortalAction } from "@shoal/protocol/portal/view";
import { useSpeech } from "./speech.ts";

/** In the person's language where there is a sentence for it, else in the agent's own. */
export function Because({ reason }: { reason: NonNullable<PortalAction["reason"]> }) {
  const { t } = useSpeech();
  const said = t.reason[reason.code];
  return (
    <p class="dim" lang={said === undefined ? "en" : undefined}>
      {said ?? reason.sentence}
    </p>
  );
}
