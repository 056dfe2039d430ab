import { ActionIcon, Checkbox, Group, Input, Stack } from "@mantine/core";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";

interface Field {
  label: string;
  description: ReactNode;
  error: string | undefined;
  choices: readonly string[];
  value: readonly string[];
  onChange: (value: string[]) => void;
}

/** Some of the choices, in an order that matters: those that are on come first, and can be moved. */
export function OrderField({ label, description, error, choices, value, onChange }: Field) {
  const { t } = useTranslation();
  const id = useId();
  const shown = [...value, ...choices.filter((each) => !value.includes(each))];
  const nameOf = (each: string) => t(`settings.choice.${each as "cache"}`);
  const move = (at: number, by: number) => {
    const next = [...value];
    const [moved] = next.splice(at, 1);
    next.splice(at + by, 0, moved!);
    onChange(next);
  };
  return (
    <Input.Wrapper label={label} labelElement="div" labelProps={{ id }} description={description} error={error}>
      <Stack gap={4} role="group" aria-labelledby={id} mt={4}>
        {shown.map((each) => {
          const at = value.indexOf(each);
          return (
            <Group key={each} gap="xs">
              <ActionIcon
                variant="default"
                size="sm"
                aria-label={t("settings.earlier", { what: nameOf(each) })}
                disabled={at < 1}
                onClick={() => move(at, -1)}
              >
                ↑
              </ActionIcon>
              <ActionIcon
                variant="default"
                size="sm"
                aria-label={t("settings.later", { what: nameOf(each) })}
                disabled={at < 0 || at === value.length - 1}
                onClick={() => move(at, 1)}
              >
                ↓
              </ActionIcon>
              <Checkbox
                label={at < 0 ? nameOf(each) : `${at + 1}. ${nameOf(each)}`}
                checked={at >= 0}
                onChange={() => onChange(at < 0 ? [...value, each] : value.filter((other) => other !== each))}
              />
            </Group>
          );
        })}
      </Stack>
    </Input.Wrapper>
  );
}
