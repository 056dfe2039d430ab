import { Fieldset, SimpleGrid, Stack } from "@mantine/core";
import type { SettingKey } from "@shoal/protocol/settings/rows";
import type { SettingsOverride } from "@shoal/protocol/settings/settings";
import { useTranslation } from "react-i18next";
import { SECTIONS } from "./sections.ts";
import { SettingField } from "./setting-field.tsx";
import classes from "./settings.module.css";

interface Fields {
  values: SettingsOverride;
  /** Only these, where it is said. */
  only?: readonly SettingKey[] | undefined;
  onChange: (values: SettingsOverride) => void;
}

/** Every setting there is, as its row says: a new row is a new field. */
export function SettingsFields({ values, only, onChange }: Fields) {
  const { t } = useTranslation();
  const change = (key: SettingKey, value: unknown) => {
    const { [key]: _before, ...others } = values;
    onChange(value === undefined ? others : ({ ...others, [key]: value } as SettingsOverride));
  };
  return (
    <Stack>
      {Object.entries(SECTIONS).map(([section, all]) => {
        const keys = all.filter((key) => only === undefined || only.includes(key));
        return (
          keys.length > 0 && (
            <Fieldset key={section} legend={t(`settings.section.${section as "work"}`)}>
              <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="xl" className={classes["fields"]}>
                {keys.map((key) => (
                  <SettingField key={key} of={key} value={values[key]} onChange={(value) => change(key, value)} />
                ))}
              </SimpleGrid>
            </Fieldset>
          )
        );
      })}
    </Stack>
  );
}
