import { Badge, Text, Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Live } from "../live/live.ts";
import { useLiveState } from "../live/use-live.ts";

/** Whether what the page shows is what is. */
export function LiveMark({ live }: { live: Live }) {
  const { t } = useTranslation();
  const state = useLiveState(live);
  return (
    <Tooltip label={t(`app.${state}`)}>
      <Badge
        variant="outline"
        // Its sign alone has room on a narrow screen.
        miw="max-content"
        role="status"
        color={state === "live" ? "var(--tone-good)" : "var(--tone-waiting)"}
        aria-label={t(`app.${state}`)}
      >
        {state === "live" ? "●" : "○"}
        <Text component="span" inherit visibleFrom="sm">
          {" "}
          {state === "away" ? "…" : t(`app.${state}`)}
        </Text>
      </Badge>
    </Tooltip>
  );
}
