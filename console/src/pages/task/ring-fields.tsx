import { Button, Checkbox, Group, Stack, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { NumberWithin } from "../../ui/number-within.tsx";
import { FIRST_RINGS, PERCENT, type RingDraft, SOAK_HOURS } from "./task-form.ts";

interface RingFieldsProps {
  rings: RingDraft[];
  dynamic: boolean;
  onChange: (next: { rings: RingDraft[]; dynamic: boolean }) => void;
}

/** The stages of a task; none: every device at once. The last one takes what is left. */
export function RingFields({ rings, dynamic, onChange }: RingFieldsProps) {
  const { t } = useTranslation();
  const set = (at: number, more: Partial<RingDraft>) =>
    onChange({ rings: rings.map((ring, each) => (each === at ? { ...ring, ...more } : ring)), dynamic });
  const firstRings = () =>
    FIRST_RINGS.map((ring) => ({ ...ring, name: t(`task.firstRings.${ring.name as "pilots"}`) }));
  if (rings.length === 0)
    return (
      <Group>
        <Text size="sm">{t("task.form.atOnce")}</Text>
        <Button size="compact-sm" variant="default" onClick={() => onChange({ rings: firstRings(), dynamic })}>
          {t("task.form.inRings")}
        </Button>
      </Group>
    );
  return (
    <Stack gap="xs">
      {rings.map((ring, at) => {
        const last = at === rings.length - 1;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a ring is its place
          <Stack key={at} gap={6} role="group" aria-label={ring.name}>
            <Group gap="xs" align="flex-start">
              <TextInput
                w={110}
                label={t("task.form.ringName")}
                value={ring.name}
                onChange={(event) => set(at, { name: event.currentTarget.value })}
                required
              />
              <NumberWithin
                w={92}
                label={t("task.form.until")}
                suffix=" %"
                range={PERCENT}
                value={last ? 100 : ring.percent}
                disabled={last}
                onChange={(percent) => set(at, { percent })}
              />
              <NumberWithin
                w={124}
                label={t("task.form.success")}
                suffix=" %"
                range={PERCENT}
                value={ring.successPercent}
                onChange={(successPercent) => set(at, { successPercent })}
              />
              <NumberWithin
                w={140}
                label={t("task.form.soak")}
                suffix=" h"
                range={SOAK_HOURS}
                value={ring.soakHours}
                onChange={(soakHours) => set(at, { soakHours })}
              />
              <Button
                size="compact-sm"
                variant="default"
                mt={{ base: 0, sm: 32 }}
                aria-label={t("task.form.withoutRing", { ring: ring.name })}
                onClick={() => onChange({ rings: rings.filter((_, each) => each !== at), dynamic })}
              >
                ×
              </Button>
            </Group>
            {!last && (
              <Checkbox
                label={t("task.form.waits")}
                checked={ring.waits}
                onChange={(event) => set(at, { waits: event.currentTarget.checked })}
              />
            )}
          </Stack>
        );
      })}
      <Checkbox
        label={t("task.form.dynamic")}
        checked={dynamic}
        onChange={(event) => onChange({ rings, dynamic: event.currentTarget.checked })}
      />
    </Stack>
  );
}
