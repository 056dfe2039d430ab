import { Group, NativeSelect, NumberInput } from "@mantine/core";
import type { IntegerRow } from "@shoal/protocol/settings/row";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { amountOf, unitFor, unitsOf } from "./units.ts";

interface Field {
  label: string;
  description?: ReactNode;
  error?: string | undefined;
  unit: IntegerRow["unit"];
  /** As it was typed, where that is no number. */
  value: number | string;
  onChange: (value: number | string) => void;
}

/** A number, and of what. What will not do stays as it was typed, and whoever judges the value says why. */
export function AmountField({ label, description, error, unit, value, onChange }: Field) {
  const { t } = useTranslation();
  const units = unitsOf(unit);
  const [chosen, choose] = useState(unitFor(unit, Number(value) || 0)[0]);
  // "1." is the number 1, and goes on.
  const [typed, setTyped] = useState<{ text: number | string; as: number | string }>();
  const isTyped = typed !== undefined && typed.as === value;
  const isNumber = typeof value === "number";
  // Where another value has come from elsewhere, what was chosen may say only a part of it.
  const [name, size] =
    units.find(([each, of]) => each === chosen && (isTyped || !isNumber || value % of === 0 || value > of)) ??
    unitFor(unit, Number(value));
  const take = (text: number | string, of: number) => {
    const as = amountOf(text, of);
    setTyped({ text, as });
    onChange(as);
  };
  const shown = isTyped ? typed.text : isNumber ? value / size : value;
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <NumberInput
        flex={1}
        label={label}
        description={description}
        error={error}
        value={shown}
        clampBehavior="none"
        hideControls
        onChange={(next) => take(next, size)}
      />
      {units.length > 1 && (
        <NativeSelect
          aria-label={t("settings.unitOf", { of: label })}
          w={92}
          value={name}
          data={units.map(([each]) => each)}
          onChange={(event) => {
            const next = units.find(([each]) => each === event.currentTarget.value)!;
            choose(next[0]);
            take(shown, next[1]);
          }}
        />
      )}
    </Group>
  );
}
