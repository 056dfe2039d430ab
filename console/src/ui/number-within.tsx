import { NumberInput, type NumberInputProps } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { isAmong, type Range } from "./within.ts";

interface Field extends Pick<NumberInputProps, "w" | "suffix" | "disabled"> {
  label: string;
  range: Range;
  /** As it was typed, whether it will do or not. */
  value: number | string;
  onChange: (value: number | string) => void;
}

/** A number within a range, with a fraction or without. What does not fit stays as it was typed, and the range is said. */
export function NumberWithin({ range, value, ...field }: Field) {
  const { t } = useTranslation();
  return (
    <NumberInput
      {...field}
      error={isAmong(value, range) ? undefined : t("common.notAmong", range)}
      value={value}
      clampBehavior="none"
      hideControls
    />
  );
}
