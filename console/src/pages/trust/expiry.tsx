import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { formatTime } from "../../text/format.ts";
import { Until } from "../../ui/until.tsx";

const MONTH_MS = 30 * 86_400_000;

/** Until when something is good; in good time before that somebody is warned. @param warnMs how long before */
export function Expiry({ atMs, warnMs = MONTH_MS }: { atMs: number; warnMs?: number }) {
  const { t } = useTranslation();
  const left = atMs - Date.now();
  const [sign, tone, word] =
    left <= 0
      ? (["✕", "bad", "keys.expired"] as const)
      : left < warnMs
        ? (["!", "waiting", "keys.near"] as const)
        : (["✓", "good", "keys.good"] as const);
  return (
    <>
      <Text component="span" inherit c={`var(--tone-${tone})`} style={{ whiteSpace: "nowrap" }}>
        <span aria-hidden>{sign}</span> {t(word)} <Until atMs={atMs} />
      </Text>
      <Text size="xs" c="var(--tone-neutral)">
        {formatTime(atMs)}
      </Text>
    </>
  );
}
