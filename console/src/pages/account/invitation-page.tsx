import { Button, Center, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, api } from "../../api/client.ts";
import { linkSecret } from "../../app/link-secret.ts";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { NewPassword } from "../../ui/new-password.tsx";
import { ProblemMessage } from "../../ui/problem-message.tsx";
import { Entrance } from "./entrance.tsx";

/** By the link of an invitation, or of somebody who has lost their password. */
export default function InvitationPage() {
  const { t } = useTranslation();
  const [password, setPassword] = useState("");
  const accept = useMutation({
    mutationFn: () => answerOf(api.POST("/api/v1/invitations/accept", { body: { secret: linkSecret, password } })),
    onSuccess: () => location.assign("/account"),
  });
  return (
    <Entrance title={t("account.invitation")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          accept.mutate();
        }}
      >
        <Stack>
          <NewPassword
            label={t("account.choosePassword")}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {accept.error !== null && <ProblemMessage error={accept.error} />}
          <Button type="submit" loading={accept.isPending}>
            {t("account.accept")}
          </Button>
        </Stack>
      </form>
      <Center>
        <CopyAsCli line="shoal account accept LINK" />
      </Center>
    </Entrance>
  );
}
