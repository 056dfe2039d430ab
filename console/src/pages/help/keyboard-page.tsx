import { Group, Kbd, Table, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Page } from "../../ui/page.tsx";

/** Names of keys as keyboards have them; those with a word of their own in each language are said by it. */
const KEYS = {
  everywhere: [
    [["Ctrl K"], "palette"],
    [["Tab"], "next"],
    [["Enter"], "open"],
    [["Esc"], "close"],
  ],
  list: [
    [["↑ ↓", "J K"], "row"],
    [["X", "space"], "choose"],
    [["Shift ↑ ↓", "Shift X"], "range"],
    [["Home", "End"], "ends"],
  ],
  grid: [
    [["← → ↑ ↓"], "cell"],
    [["Home", "End"], "ends"],
    [["Enter"], "story"],
  ],
} as const;

/** Every key that does something here. */
export default function KeyboardPage() {
  const { t } = useTranslation();
  const nameOf = (key: string) => t(`keyboard.names.${key as "Enter"}`, { defaultValue: key });
  return (
    <Page title={t("keyboard.title")}>
      <Text maw="40rem">{t("keyboard.hint")}</Text>
      {(Object.keys(KEYS) as (keyof typeof KEYS)[]).map((where) => (
        <section key={where} aria-labelledby={where}>
          <Title order={2} fz="h4" id={where}>
            {t(`keyboard.where.${where}`)}
          </Title>
          <Table maw="40rem">
            <Table.Thead>
              <Table.Tr>
                <Table.Th w="12rem">{t("keyboard.keys")}</Table.Th>
                <Table.Th>{t("keyboard.does")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {KEYS[where].map(([keys, does]) => (
                <Table.Tr key={does}>
                  <Table.Td>
                    <Group gap="xs">
                      {keys.map((key) => (
                        <Kbd key={key}>{key.split(" ").map(nameOf).join(" ")}</Kbd>
                      ))}
                    </Group>
                  </Table.Td>
                  <Table.Td>{t(`keyboard.what.${does}`)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      ))}
    </Page>
  );
}
