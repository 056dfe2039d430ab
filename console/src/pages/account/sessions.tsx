import { Button, Group, Stack, Table, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { proofOf, sessionsQuery } from "../../api/account.ts";
import { acceptedBy, api } from "../../api/client.ts";
import { useLeave } from "../../live/use-leave.ts";
import { Ago } from "../../ui/ago.tsx";
import { Answer } from "../../ui/answer.tsx";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { PasswordField } from "../../ui/password-field.tsx";
import { ProblemMessage } from "../../ui/problem-message.tsx";
import { Section } from "../../ui/section.tsx";
import { browserOf } from "./browser-of.ts";

/** By a name that its owner knows it by; what it calls itself, for those who want to see it. */
function BrowserName({ userAgent }: { userAgent: string | undefined }) {
  const { t } = useTranslation();
  const known = userAgent === undefined ? undefined : browserOf(userAgent);
  if (known === undefined) return <Text size="sm">{userAgent}</Text>;
  return (
    <>
      <Text size="sm">{t("account.browserOn", { ...known })}</Text>
      <Text size="xs" c="var(--tone-neutral)" component="details">
        <summary>{t("account.inFull")}</summary>
        {userAgent}
      </Text>
    </>
  );
}

/** Where one is signed in. */
export function Sessions() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const answer = useQuery(sessionsQuery);
  const [password, setPassword] = useState("");
  const close = useMutation({
    mutationFn: (id: string) =>
      acceptedBy(api.DELETE("/api/v1/me/sessions/{id}", { params: { path: { id } }, body: proofOf(password) })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["me", "sessions"] }),
  });
  const leaveBy = useLeave();
  const everywhere = useMutation({
    mutationFn: () =>
      leaveBy((fetch) => acceptedBy(api.DELETE("/api/v1/me/sessions", { body: proofOf(password), fetch }))),
  });
  return (
    <Section title={t("account.sessions")}>
      <Answer of={answer}>
        {({ items }) => (
          <Table>
            <Table.Tbody>
              {items.map((session) => (
                <Table.Tr key={session.id}>
                  <Table.Td>
                    <BrowserName userAgent={session.with} />
                    <Text size="xs" c="var(--tone-neutral)">
                      {session.from} · <Ago atMs={session.createdMs} />
                    </Text>
                  </Table.Td>
                  <Table.Td ta="right">
                    {session.current ? (
                      t("account.thisOne")
                    ) : (
                      <Button size="compact-sm" variant="default" onClick={() => close.mutate(session.id)}>
                        {t("account.closeSession")}
                      </Button>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Answer>
      <Stack gap="sm">
        <PasswordField
          label={t("account.passwordIfAny")}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {[close.error, everywhere.error].map(
          (error) => error !== null && <ProblemMessage key={error.message} error={error} />,
        )}
        <Group>
          <Button variant="outline" color="red" loading={everywhere.isPending} onClick={() => everywhere.mutate()}>
            {t("account.signOutEverywhere")}
          </Button>
          <CopyAsCli line="shoal account sessions --email ADDRESS --everywhere" />
        </Group>
      </Stack>
    </Section>
  );
}
