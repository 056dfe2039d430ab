import { Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { acceptedBy, api } from "../../api/client.ts";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { NewPassword } from "../../ui/new-password.tsx";
import { PasswordField } from "../../ui/password-field.tsx";
import { ProblemMessage } from "../../ui/problem-message.tsx";
import { Section } from "../../ui/section.tsx";

export function ChangePassword() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const change = useMutation({
    mutationFn: () => acceptedBy(api.POST("/api/v1/me/password", { body: { current, password } })),
    onSuccess: async () => {
      setCurrent("");
      setPassword("");
      await client.invalidateQueries({ queryKey: ["me"] });
    },
  });
  return (
    <Section title={t("account.changePassword")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        <Stack gap="sm">
          <PasswordField
            label={t("account.currentPassword")}
            autoComplete="current-password"
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
            required
          />
          <NewPassword
            label={t("account.newPassword")}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {change.error !== null && <ProblemMessage error={change.error} />}
          <Group>
            <Button type="submit" loading={change.isPending}>
              {t("account.changePassword")}
            </Button>
            <CopyAsCli line="shoal account password --email ADDRESS" />
            <Text size="sm" role="status" c="var(--tone-good)">
              {change.isSuccess && t("account.passwordChanged")}
            </Text>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
