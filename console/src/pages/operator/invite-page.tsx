import { Group, Stack, Text, TextInput } from "@mantine/core";
import type { RoleGiven } from "@shoal/protocol/api/account";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, api } from "../../api/client.ts";
import { useNeeds } from "../../app/use-needs.ts";
import { formatTime } from "../../text/format.ts";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { OnceShown } from "../../ui/once-shown.tsx";
import { Page } from "../../ui/page.tsx";
import { ProblemMessage } from "../../ui/problem-message.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";
import { useRule, WORD } from "../../ui/use-rule.ts";
import { RoleEditor } from "./role-editor.tsx";
import { inviteLine } from "./roles-line.ts";

export default function InvitePage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const denied = useNeeds()("operator.write");
  const rule = useRule(WORD, t("common.wordRule"), t("operator.nameHint"));
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [roles, setRoles] = useState<RoleGiven[]>([{ role: "viewer" }]);
  const invite = useMutation({
    mutationFn: async () => {
      const made = await answerOf(api.POST("/api/v1/operators/invite", { body: { name, email, roles } }));
      return { ...made, name, email };
    },
    onSuccess: async () => {
      setName("");
      setEmail("");
      await client.invalidateQueries({ queryKey: ["operators"] });
    },
  });
  return (
    <Page title={t("operator.invite")}>
      {invite.data !== undefined && (
        <OnceShown
          title={t("operator.linkFor", { name: invite.data.name })}
          hint={t("operator.linkHint", { email: invite.data.email, until: formatTime(invite.data.expiresMs) })}
          secret={invite.data.link}
        />
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (denied === undefined) invite.mutate();
        }}
      >
        <Stack maw={640}>
          <TextInput
            label={t("operator.name")}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            autoComplete="off"
            {...rule}
          />
          <TextInput
            type="email"
            label={t("operator.email")}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            autoComplete="off"
            required
          />
          <RoleEditor roles={roles} onChange={setRoles} />
          <Text size="sm" c="var(--tone-neutral)">
            {t("operator.inviteHint")}
          </Text>
          {invite.error !== null && <ProblemMessage error={invite.error} />}
          <Group>
            <SubmitButton
              label={t("operator.doInvite")}
              disabledReason={denied ?? (roles.length === 0 ? t("operator.noRole") : undefined)}
              pending={invite.isPending}
            />
            <CopyAsCli line={inviteLine(name, email, roles)} />
          </Group>
        </Stack>
      </form>
    </Page>
  );
}
