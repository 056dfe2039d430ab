import { Button, Card, Checkbox, Group, Input, NativeSelect, NumberInput, Stack, TextInput } from "@mantine/core";
import { NTHS, type Nth, type RateWindow, type TimeWindow, WEEKDAYS } from "@shoal/protocol/settings/window";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { AmountField } from "./amount-field.tsx";
import { dayName } from "./setting-value.tsx";

type Any = TimeWindow | RateWindow;
interface Field {
  label: string;
  description: ReactNode;
  error: string | undefined;
  value: readonly Any[];
  /** Each has a ceiling. */
  rates: boolean;
  onChange: (value: Any[]) => void;
}

/** Spans of time that come again. */
export function WindowsField({ label, description, error, value, rates, onChange }: Field) {
  const { t } = useTranslation();
  const id = useId();
  const fresh: Any = { days: [...WEEKDAYS], from: "22:00", to: "06:00", ...(rates ? { bytesPerSecond: 0 } : {}) };
  return (
    <Input.Wrapper label={label} labelElement="div" labelProps={{ id }} description={description} error={error}>
      <Stack gap="xs" mt={4} role="group" aria-labelledby={id} align="flex-start">
        {value.map((window, at) => (
          <WindowCard
            // Windows have no names, and none is moved.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            key={at}
            name={`${label} ${at + 1}`}
            window={window}
            onChange={(next) =>
              onChange(value.flatMap((each, other) => (other !== at ? [each] : next === undefined ? [] : [next])))
            }
          />
        ))}
        <Button size="compact-sm" variant="default" onClick={() => onChange([...value, fresh])}>
          {t("settings.addWindow")}
        </Button>
      </Stack>
    </Input.Wrapper>
  );
}

function WindowCard({ name, window, onChange }: { name: string; window: Any; onChange: (next?: Any) => void }) {
  const { t } = useTranslation();
  const { to: _to, forMinutes: _for, ...begin } = window;
  const { nth: _nth, plusDays: _plus, ...weekly } = window;
  return (
    <Card withBorder p="xs" w="100%" role="group" aria-label={name}>
      <Stack gap="xs">
        <Group gap="xs">
          {WEEKDAYS.map((day) => (
            <Checkbox
              key={day}
              size="xs"
              label={dayName(day)}
              checked={window.days.includes(day)}
              onChange={() =>
                onChange({
                  ...window,
                  days: WEEKDAYS.filter((each) => window.days.includes(each) !== (each === day)),
                })
              }
            />
          ))}
        </Group>
        <Group gap="xs" align="flex-end">
          <NativeSelect
            size="xs"
            label={t("settings.which")}
            value={window.nth ?? ""}
            data={[
              { value: "", label: t("settings.everyWeek") },
              ...NTHS.map((nth) => ({ value: nth, label: t(`settings.nth.${nth}`) })),
            ]}
            onChange={(event) => {
              const nth = event.currentTarget.value;
              onChange(nth === "" ? weekly : { ...window, nth: nth as Nth });
            }}
          />
          {window.nth !== undefined && (
            <NumberInput
              size="xs"
              w={110}
              label={t("settings.daysLater")}
              clampBehavior="none"
              value={window.plusDays ?? 0}
              onChange={(next) => {
                const { plusDays: _, ...same } = window;
                // What will not do stays as it was typed, and is judged as it is.
                onChange(next === 0 ? same : { ...same, plusDays: next as number });
              }}
            />
          )}
          <TextInput
            size="xs"
            type="time"
            label={t("settings.from")}
            value={window.from}
            onChange={(event) => onChange({ ...window, from: event.currentTarget.value })}
          />
          <NativeSelect
            size="xs"
            label={t("settings.ends")}
            value={window.to === undefined ? "for" : "to"}
            data={[
              { value: "to", label: t("settings.at") },
              { value: "for", label: t("settings.afterMinutes") },
            ]}
            onChange={(event) =>
              onChange(event.currentTarget.value === "to" ? { ...begin, to: "06:00" } : { ...begin, forMinutes: 240 })
            }
          />
          {window.to === undefined ? (
            <NumberInput
              size="xs"
              w={110}
              label={t("settings.minutes")}
              clampBehavior="none"
              value={window.forMinutes ?? 0}
              onChange={(next) => onChange({ ...begin, forMinutes: next as number })}
            />
          ) : (
            <TextInput
              size="xs"
              type="time"
              label={t("settings.to")}
              value={window.to}
              onChange={(event) => onChange({ ...begin, to: event.currentTarget.value })}
            />
          )}
        </Group>
        {"bytesPerSecond" in window && (
          <AmountField
            label={t("settings.ceiling")}
            description={window.bytesPerSecond === 0 ? t("settings.zero.unlimited") : undefined}
            unit="bytes/s"
            value={window.bytesPerSecond}
            onChange={(bytesPerSecond) => onChange({ ...window, bytesPerSecond: bytesPerSecond as number })}
          />
        )}
        <Group justify="flex-end">
          <Button size="compact-xs" variant="default" onClick={() => onChange(undefined)}>
            {t("settings.removeWindow")}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}
