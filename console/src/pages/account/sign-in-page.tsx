import { Button, Center, Divider, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { signInByPasskey, waysQuery } from "../../api/account.ts";
import { answerOf, api } from "../../api/client.ts";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { PasswordField } from "../../ui/password-field.tsx";
import { ProblemMessage } from "../../ui/problem-message.tsx";
import { Entrance } from "./entrance.tsx";

export default function SignInPage() {
  const { t } = useTranslation();
  const { back = "/" } = useSearch({ from: "/sign-in" });
  const ways = useQuery(waysQuery);
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState<string>();
  // A new page, so that nothing of whoever was here before is left.
  const enter = (secondFactorMissing = false) => location.assign(secondFactorMissing ? "/account" : back);
  const first = useMutation({
    mutationFn: () => answerOf(api.POST("/api/v1/session", { body: { email, password } })),
    onSuccess: ({ state, secondFactorMissing }) => (state === "signed-in" ? enter(secondFactorMissing) : setCode("")),
  });
  const second = useMutation({
    mutationFn: () => {
      const bare = (code ?? "").replaceAll(" ", "");
      const body = /^[0-9]{6}$/.test(bare) ? { code: bare } : { recoveryCode: bare };
      return answerOf(api.POST("/api/v1/session/second-factor", { body }));
    },
    onSuccess: () => enter(),
  });
  const passkey = useMutation({ mutationFn: signInByPasskey, onSuccess: () => enter() });

  if (code !== undefined)
    return (
      <Entrance title={t("account.secondFactor")}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            second.mutate();
          }}
        >
          <Stack>
            <TextInput
              label={t("account.code")}
              description={t("account.codeHint")}
              autoComplete="one-time-code"
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
              required
              autoFocus
            />
            {second.error !== null && <ProblemMessage error={second.error} />}
            <Button type="submit" loading={second.isPending}>
              {t("account.goOn")}
            </Button>
          </Stack>
        </form>
      </Entrance>
    );
  return (
    <Entrance title={t("account.signIn")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          first.mutate();
        }}
      >
        <Stack>
          <TextInput
            label={t("account.email")}
            type="email"
            autoComplete="username webauthn"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            required
          />
          <PasswordField
            label={t("account.password")}
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            required
          />
          {first.error !== null && <ProblemMessage error={first.error} />}
          <Button type="submit" loading={first.isPending}>
            {t("account.signIn")}
          </Button>
        </Stack>
      </form>
      <Divider label={t("account.or")} />
      {passkey.error !== null && <ProblemMessage error={passkey.error} />}
      <Button variant="default" onClick={() => passkey.mutate()} loading={passkey.isPending}>
        {t("account.byPasskey")}
      </Button>
      {ways.data?.provider === true && (
        <Button variant="default" component="a" href="/sign-in/provider">
          {t("account.byProvider")}
        </Button>
      )}
      <Center>
        <CopyAsCli line={`shoal login ${location.origin} --email ADDRESS`} />
      </Center>
    </Entrance>
  );
}
