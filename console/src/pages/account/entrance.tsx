import { Anchor, Card, Center, Group, Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { speak } from "../../text/i18n.ts";
import { LANGUAGES, type Language, rememberLanguage } from "../../text/language.ts";

/** The frame of pages for people who are not in yet. */
export function Entrance({ title, children }: { title: string; children: ReactNode }) {
  const { i18n } = useTranslation();
  useEffect(() => {
    document.title = `${title} · Shoal`;
  }, [title]);
  return (
    <Center component="main" mih="100vh" p="md">
      <Stack w="100%" maw={420}>
        <Text fw={700} fz="xl" ta="center" c="var(--mantine-color-anchor)">
          Shoal
        </Text>
        <Card withBorder p="lg">
          <Stack>
            <Title order={1} fz="h3">
              {title}
            </Title>
            {children}
          </Stack>
        </Card>
        <Group justify="center" gap="md">
          {(Object.keys(LANGUAGES) as Language[]).map((language) => (
            <Anchor
              key={language}
              component="button"
              type="button"
              size="sm"
              lang={language}
              aria-current={i18n.language === language}
              onClick={() => {
                rememberLanguage(language);
                void speak(language);
              }}
            >
              {LANGUAGES[language]}
            </Anchor>
          ))}
        </Group>
      </Stack>
    </Center>
  );
}
