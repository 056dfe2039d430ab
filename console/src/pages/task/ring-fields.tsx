import { Button, Checkbox, Group, NumberInput, Stack, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { FIRST_RINGS, type RingDraft } from "./task-form.ts";

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
          <Group key={at} gap="xs" align="flex-end" role="group" aria-label={ring.name}>
            <TextInput
              w={120}
              label={t("task.form.ringName")}
              value={ring.name}
              onChange={(event) => set(at, { name: event.currentTarget.value })}
              required
            />
            <NumberInput
              w={110}
              label={t("task.form.until")}
              suffix=" %"
              min={1}
              max={100}
              value={last ? 100 : ring.percent}
              disabled={last}
              onChange={(value) => set(at, { percent: Number(value) })}
            />
            <NumberInput
              w={110}
              label={t("task.form.success")}
              suffix=" %"
              min={0}
              max={100}
              value={ring.successPercent}
              onChange={(value) => set(at, { successPercent: Number(value) })}
            />
            <NumberInput
              w={110}
              label={t("task.form.soak")}
              suffix=" h"
              min={0}
              value={ring.soakHours}
              onChange={(value) => set(at, { soakHours: Number(value) })}
            />
            {!last && (
              <Checkbox
                mb={8}
                label={t("task.form.waits")}
                checked={ring.waits}
                onChange={(event) => set(at, { waits: event.currentTarget.checked })}
              />
            )}
            <Button
              size="compact-sm"
              variant="default"
              mb={6}
              aria-label={t("task.form.withoutRing", { ring: ring.name })}
              onClick={() => onChange({ rings: rings.filter((_, each) => each !== at), dynamic })}
            >
              ×
            </Button>
          </Group>
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
