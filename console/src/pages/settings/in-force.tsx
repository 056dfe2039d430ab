import { Progress, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../text/format.ts";
import { StateMark } from "../../ui/state-mark.tsx";

/** On how many of its devices a set is in force. */
export function InForce({ name, devices, inForce }: { name: string; devices: number; inForce: number }) {
  const { t } = useTranslation();
  if (devices === 0) return <StateMark sign="·" tone="neutral" word={t("settings.nobody")} />;
  const word = t("settings.inForce", { part: formatNumber(inForce), whole: formatNumber(devices) });
  return (
    <Stack gap={4} miw={160}>
      <Text size="sm" component="span">
        <StateMark sign={inForce === devices ? "✓" : "◐"} tone={inForce === devices ? "good" : "busy"} word={word} />
      </Text>
      <Progress aria-label={`${name}: ${word}`} value={(100 * inForce) / devices} color="var(--tone-good)" />
    </Stack>
  );
}
