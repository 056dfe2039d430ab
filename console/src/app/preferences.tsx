import { Button, Menu, useMantineColorScheme } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { acceptedBy, api } from "../api/client.ts";
import { meQuery } from "../api/me.ts";
import { speak } from "../text/i18n.ts";
import { LANGUAGES, type Language, rememberLanguage } from "../text/language.ts";

const THEMES = { auto: "app.themeAuto", light: "app.themeLight", dark: "app.themeDark" } as const;

/** Who one is, and how one wants to see it. */
export function Preferences() {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const client = useQueryClient();
  const { data: me } = useQuery(meQuery);
  const change = async (language: Language) => {
    rememberLanguage(language);
    await speak(language);
    // Its cells are made of words.
    await client.invalidateQueries({ queryKey: ["grid"] });
  };
  const signOut = async () => {
    await acceptedBy(api.DELETE("/api/v1/session"));
    location.assign("/sign-in");
  };
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="default" size="xs" maw="min(16rem, 40vw)">
          {me?.actor ?? "…"}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("app.language")}</Menu.Label>
        {Object.entries(LANGUAGES).map(([language, name]) => (
          <Menu.Item
            key={language}
            lang={language}
            leftSection={i18n.language === language ? "✓" : " "}
            onClick={() => void change(language as Language)}
          >
            {name}
          </Menu.Item>
        ))}
        <Menu.Label>{t("app.theme")}</Menu.Label>
        {(Object.keys(THEMES) as (keyof typeof THEMES)[]).map((theme) => (
          <Menu.Item key={theme} leftSection={colorScheme === theme ? "✓" : " "} onClick={() => setColorScheme(theme)}>
            {t(THEMES[theme])}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item renderRoot={(props) => <Link to="/account" {...props} />}>{t("app.account")}</Menu.Item>
        <Menu.Item renderRoot={(props) => <Link to="/keyboard" {...props} />}>{t("keyboard.title")}</Menu.Item>
        <Menu.Item onClick={() => void signOut()}>{t("app.signOut")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
