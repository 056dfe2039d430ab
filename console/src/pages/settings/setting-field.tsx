import { Box, Button, Group, NativeSelect, Switch, Text, Textarea, TextInput } from "@mantine/core";
import { checkSettings } from "@shoal/core/settings/check";
import { type SettingKey, settingRow } from "@shoal/protocol/settings/rows";
import type { RateWindow } from "@shoal/protocol/settings/window";
import { useTranslation } from "react-i18next";
import { inWords } from "../../text/said.ts";
import { StateMark } from "../../ui/state-mark.tsx";
import { AmountField } from "./amount-field.tsx";
import { OrderField } from "./order-field.tsx";
import { valueText } from "./setting-value.tsx";
import { WindowsField } from "./windows-field.tsx";

interface Field {
  of: SettingKey;
  /** Of the set; undefined: the built-in value holds. */
  value: unknown;
  onChange: (value: unknown) => void;
}

/** One setting of a set, by its row: what holds, whether the set says so, and back to what is built in. */
export function SettingField({ of: key, value, onChange }: Field) {
  const { t } = useTranslation();
  const builtIn = settingRow(key)!.default;
  return (
    <Box pl="sm" style={{ borderInlineStart: `3px solid ${value === undefined ? "transparent" : "var(--tone-busy)"}` }}>
      <Control of={key} value={value ?? builtIn} onChange={onChange} />
      <Group gap="xs" mt={4} mih={24}>
        {value === undefined ? (
          <Text size="xs" c="var(--tone-neutral)">
            {t("settings.builtIn")}
          </Text>
        ) : (
          <>
            <Text size="xs" component="span">
              <StateMark sign="●" tone="busy" word={t("settings.own")} />
            </Text>
            <Button size="compact-xs" variant="default" onClick={() => onChange(undefined)}>
              {t("settings.reset", { value: valueText(t, key, builtIn) })}
            </Button>
          </>
        )}
      </Group>
    </Box>
  );
}

function Control({ of: key, value, onChange }: Field) {
  const { t } = useTranslation();
  const row = settingRow(key)!;
  const problem = checkSettings({ [key]: value })[0]?.detail;
  const said = {
    label: t(`settingRow.${key}.title`),
    description: t(`settingRow.${key}.help`),
    error: problem === undefined ? undefined : inWords(problem),
  };
  switch (row.type) {
    case "integer":
      return (
        <AmountField
          {...said}
          description={
            value === 0 && row.zero !== undefined
              ? `${said.description} ${t("settings.is", { value: t(`settings.zero.${row.zero}`) })}`
              : said.description
          }
          unit={row.unit}
          value={value as number | string}
          onChange={onChange}
        />
      );
    case "boolean":
      return (
        <Switch {...said} checked={value as boolean} onChange={(event) => onChange(event.currentTarget.checked)} />
      );
    case "choice":
      return (
        <NativeSelect
          {...said}
          value={value as string}
          data={row.choices.map((each) => ({ value: each, label: t(`settings.choice.${each as "never"}`) }))}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case "order":
      return <OrderField {...said} choices={row.choices} value={value as string[]} onChange={onChange} />;
    case "text":
      return <TextInput {...said} value={value as string} onChange={(event) => onChange(event.currentTarget.value)} />;
    case "texts":
      return (
        <Textarea
          {...said}
          description={`${said.description} ${t("settings.oneALine")}`}
          autosize
          value={(value as string[]).join("\n")}
          onChange={(event) => onChange(event.currentTarget.value.split("\n"))}
        />
      );
    case "windows":
    case "rates":
      return <WindowsField {...said} rates={row.type === "rates"} value={value as RateWindow[]} onChange={onChange} />;
  }
}
