import { Group, NativeSelect, NumberInput } from "@mantine/core";
import type { IntegerRow } from "@shoal/protocol/settings/row";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { unitFor, unitsOf } from "./units.ts";

interface Field {
  label: string;
  description?: ReactNode;
  error?: string | undefined;
  unit: IntegerRow["unit"];
  value: number;
  onChange: (value: number) => void;
}

/** A number, and of what. */
export function AmountField({ label, description, error, unit, value, onChange }: Field) {
  const { t } = useTranslation();
  const units = unitsOf(unit);
  const [chosen, choose] = useState(unitFor(unit, value)[0]);
  // Where another value has come from elsewhere, what was chosen may say only a part of it.
  const [name, size] =
    units.find(([each, size]) => each === chosen && (value % size === 0 || value > size)) ?? unitFor(unit, value);
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <NumberInput
        flex={1}
        label={label}
        description={description}
        error={error}
        value={value / size}
        decimalScale={3}
        allowNegative={false}
        hideControls
        onChange={(next) => {
          if (typeof next === "number") onChange(Math.round(next * size));
        }}
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
            onChange(Math.round((value / size) * next[1]));
          }}
        />
      )}
    </Group>
  );
}
