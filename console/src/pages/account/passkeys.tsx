import { Button, Group, Stack, Table, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addPasskey, passkeysQuery, proofOf } from "../../api/account.ts";
import { acceptedBy, api } from "../../api/client.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { PasswordField } from "../../ui/password-field.tsx";
import { ProblemMessage } from "../../ui/problem-message.tsx";
import { Section } from "../../ui/section.tsx";

/** Authenticators of browsers and machines (WebAuthn); each change asks for the password, where there is one. */
export function Passkeys() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const answer = useQuery(passkeysQuery);
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const onSuccess = () => client.invalidateQueries({ queryKey: ["me", "passkeys"] });
  const add = useMutation({ mutationFn: () => addPasskey(name, password), onSuccess });
  const remove = useMutation({
    mutationFn: (id: string) =>
      acceptedBy(api.DELETE("/api/v1/me/passkeys/{id}", { params: { path: { id } }, body: proofOf(password) })),
    onSuccess,
  });
  return (
    <Section title={t("account.passkeys")}>
      <Text size="sm">{t("account.passkeysHint")}</Text>
      <Answer of={answer}>
        {({ items }) => (
          <Table>
            <Table.Tbody>
              {items.map((passkey) => (
                <Table.Tr key={passkey.id}>
                  <Table.Td>{passkey.name}</Table.Td>
                  <Table.Td>
                    <Ago atMs={passkey.createdMs} />
                  </Table.Td>
                  <Table.Td ta="right">
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={t("account.removePasskey", { name: passkey.name })}
                      onClick={() => remove.mutate(passkey.id)}
                    >
                      {t("account.remove")}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Answer>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate();
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={t("account.passkeyName")}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            required
          />
          <PasswordField
            label={t("account.passwordIfAny")}
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {[add.error, remove.error].map(
            (error) => error !== null && <ProblemMessage key={error.message} error={error} />,
          )}
          <Group>
            <Button type="submit" loading={add.isPending}>
              {t("account.addPasskey")}
            </Button>
            <CopyAsCli line="shoal account passkeys --email ADDRESS" />
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
