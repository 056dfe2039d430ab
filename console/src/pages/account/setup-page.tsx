import { Button, Center, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, api } from "../../api/client.ts";
import { linkSecret } from "../../app/link-secret.ts";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { NewPassword } from "../../ui/new-password.tsx";
import { ProblemMessage } from "../../ui/problem-message.tsx";
import { useRule, WORD } from "../../ui/use-rule.ts";
import { Entrance } from "./entrance.tsx";

/** The first operator of a server: there is no default password. */
export default function SetupPage() {
  const { t } = useTranslation();
  const rule = useRule(WORD, t("common.wordRule"), t("account.nameHint"));
  const [account, setAccount] = useState({ name: "", email: "", password: "" });
  const set = (key: keyof typeof account) => (event: React.ChangeEvent<HTMLInputElement>) =>
    setAccount({ ...account, [key]: event.currentTarget.value });
  const begin = useMutation({
    mutationFn: () => answerOf(api.POST("/api/v1/setup", { body: { secret: linkSecret, account } })),
    onSuccess: () => location.assign("/account"),
  });
  return (
    <Entrance title={t("account.setUp")}>
      <Text size="sm">{t("account.setUpHint")}</Text>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          begin.mutate();
        }}
      >
        <Stack>
          <TextInput
            label={t("account.name")}
            autoComplete="username"
            value={account.name}
            onChange={set("name")}
            {...rule}
          />
          <TextInput
            label={t("account.email")}
            type="email"
            autoComplete="email"
            value={account.email}
            onChange={set("email")}
            required
          />
          <NewPassword label={t("account.newPassword")} value={account.password} onChange={set("password")} />
          {begin.error !== null && <ProblemMessage error={begin.error} />}
          <Button type="submit" loading={begin.isPending}>
            {t("account.begin")}
          </Button>
        </Stack>
      </form>
      <Center>
        <CopyAsCli line="shoal login LINK" />
      </Center>
    </Entrance>
  );
}
