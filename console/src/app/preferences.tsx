import { Box, Button, Menu, Text, useMantineColorScheme } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { acceptedBy, api } from "../api/client.ts";
import { meQuery } from "../api/me.ts";
import { useLeave } from "../live/use-leave.ts";
import { speak } from "../text/i18n.ts";
import { LANGUAGES, type Language, rememberLanguage } from "../text/language.ts";
import { Dialog } from "../ui/dialog.tsx";
import { ProblemMessage } from "../ui/problem-message.tsx";

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
  const leaveBy = useLeave();
  const leaving = useMutation({
    mutationFn: () => leaveBy((fetch) => acceptedBy(api.DELETE("/api/v1/session", { fetch }))),
  });
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="default" size="xs" maw="16rem" aria-label={me?.actor ?? "…"} px={{ base: 8, sm: "sm" }}>
          <Text component="span" inherit truncate visibleFrom="sm">
            {me?.actor ?? "…"}
          </Text>
          <Text component="span" inherit hiddenFrom="sm" aria-hidden>
            ⋮
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Choice
          label={t("app.language")}
          of={Object.entries(LANGUAGES)}
          chosen={i18n.language}
          spoken
          onChange={(language) => void change(language as Language)}
        />
        <Choice
          label={t("app.theme")}
          of={Object.entries(THEMES).map(([theme, label]) => [theme, t(label)])}
          chosen={colorScheme}
          onChange={(theme) => setColorScheme(theme as keyof typeof THEMES)}
        />
        <Menu.Divider />
        <Menu.Item renderRoot={(props) => <Link to="/account" {...props} />}>{t("app.account")}</Menu.Item>
        <Menu.Item renderRoot={(props) => <Link to="/keyboard" {...props} />}>{t("keyboard.title")}</Menu.Item>
        <Menu.Item onClick={() => leaving.mutate()}>{t("app.signOut")}</Menu.Item>
      </Menu.Dropdown>
      <Dialog opened={leaving.isError} onClose={leaving.reset} title={t("app.stillSignedIn")}>
        {leaving.error !== null && <ProblemMessage error={leaving.error} onAgain={() => leaving.mutate()} />}
      </Dialog>
    </Menu>
  );
}

interface ChoiceProps {
  label: string;
  of: readonly (readonly [value: string, name: string])[];
  chosen: string;
  /** Each value is the language that its name is in. */
  spoken?: true;
  onChange: (value: string) => void;
}

function Choice({ label, of, chosen, spoken, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <Box role="group" aria-labelledby={id}>
      <Menu.Label id={id}>{label}</Menu.Label>
      <Menu.RadioGroup value={chosen} onChange={onChange}>
        {of.map(([value, name]) => (
          <Menu.RadioItem key={value} value={value} closeMenuOnClick {...(spoken ? { lang: value } : {})}>
            {name}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </Box>
  );
}
