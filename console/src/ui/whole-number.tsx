import { NumberInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { isWithin, type Range } from "./within.ts";

interface Field {
  label: string;
  range: Range;
  /** As it was typed, whether it will do or not. */
  value: number | string;
  onChange: (value: number | string) => void;
  w?: number;
}

/** A whole number within a range, which it says. What does not fit stays as it was typed: it never becomes another number by itself. */
export function WholeNumber({ label, range, value, onChange, w }: Field) {
  const { t } = useTranslation();
  return (
    <NumberInput
      {...(w === undefined ? {} : { w })}
      label={label}
      description={t("common.range", range)}
      error={isWithin(value, range) ? undefined : t("common.notWithin", range)}
      inputWrapperOrder={["label", "input", "description", "error"]}
      value={value}
      onChange={onChange}
      clampBehavior="none"
      hideControls
    />
  );
}
