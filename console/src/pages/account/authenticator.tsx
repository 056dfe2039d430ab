import { Box, Button, Code, Group, Stack, Text, TextInput, Tooltip } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { encode } from "uqr";
import { proofOf } from "../../api/account.ts";
import { acceptedBy, answerOf, api } from "../../api/client.ts";
import { meQuery } from "../../api/me.ts";
import { CopyAsCli } from "../../ui/copy-as-cli.tsx";
import { PasswordField } from "../../ui/password-field.tsx";
import { ProblemMessage } from "../../ui/problem-message.tsx";
import { Section } from "../../ui/section.tsx";
import { StateMark } from "../../ui/state-mark.tsx";

/** The codes of an app (TOTP): set up by a picture or by hand, in force once one was entered. */
export function Authenticator() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: me } = useQuery(meQuery);
  const missing = me?.totp === false ? t("account.noAuthenticator") : undefined;
  const anew = () => client.invalidateQueries({ queryKey: meQuery.queryKey, exact: true });
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const begin = useMutation({
    mutationFn: () => answerOf(api.POST("/api/v1/me/totp", { body: { password } })),
    onSuccess: () => confirm.reset(),
  });
  const confirm = useMutation({
    mutationFn: () => acceptedBy(api.POST("/api/v1/me/totp/confirm", { body: { code: code.replaceAll(" ", "") } })),
    onSuccess: () => {
      begin.reset();
      setPassword("");
      setCode("");
      return anew();
    },
  });
  const remove = useMutation({
    mutationFn: () => acceptedBy(api.DELETE("/api/v1/me/totp", { body: proofOf(password) as { password: string } })),
    onSuccess: async () => {
      confirm.reset();
      setPassword("");
      await anew();
    },
  });
  // What had the focus is gone with its form: it goes on where there is something new to read.
  const toScan = useRef<HTMLParagraphElement>(null);
  const itIsOn = useRef<HTMLParagraphElement>(null);
  const [isShown, isOn] = [begin.data !== undefined, confirm.isSuccess];
  useEffect(() => {
    if (isShown) toScan.current?.focus();
    else if (isOn) itIsOn.current?.focus();
  }, [isShown, isOn]);
  return (
    <Section title={t("account.authenticator")}>
      <Text size="sm">{t("account.authenticatorHint")}</Text>
      {me !== undefined && (
        <Text size="sm">
          {me.totp ? (
            <StateMark sign="✓" tone="good" word={t("account.hasAuthenticator")} />
          ) : (
            <StateMark sign="○" tone="neutral" word={t("account.noAuthenticator")} />
          )}
        </Text>
      )}
      {begin.data === undefined ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            begin.mutate();
          }}
        >
          <Stack gap="sm">
            <PasswordField
              label={t("account.password")}
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              required
            />
            <Group>
              <Button type="submit" loading={begin.isPending}>
                {t("account.setUpAuthenticator")}
              </Button>
              <Tooltip
                label={missing}
                disabled={missing === undefined}
                events={{ hover: true, focus: true, touch: true }}
              >
                <Button
                  variant="default"
                  loading={remove.isPending}
                  aria-disabled={missing !== undefined}
                  {...(missing === undefined ? {} : { "data-disabled": true, "aria-description": missing })}
                  onClick={() => missing === undefined && remove.mutate()}
                >
                  {t("account.removeAuthenticator")}
                </Button>
              </Tooltip>
              <CopyAsCli line={`shoal account authenticator --email ADDRESS${me?.totp ? " --remove" : ""}`} />
            </Group>
          </Stack>
        </form>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            confirm.mutate();
          }}
        >
          <Stack gap="sm">
            <Text size="sm" ref={toScan} tabIndex={-1}>
              {t("account.scan")}
            </Text>
            <Picture text={begin.data.uri} label={t("account.qr")} />
            <Code block tabIndex={0} aria-label={t("account.byHand")}>
              {begin.data.uri}
            </Code>
            <Text size="sm">{t("account.recovery")}</Text>
            <Code block tabIndex={0} aria-label={t("account.recoveryCodes")}>
              {begin.data.recoveryCodes.join("\n")}
            </Code>
            <TextInput
              label={t("account.itsCode")}
              inputMode="numeric"
              autoComplete="one-time-code"
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
              required
            />
            <Group>
              <Button type="submit" loading={confirm.isPending}>
                {t("account.confirm")}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
      <Text size="sm" role="status" c="var(--tone-good)" ref={itIsOn} tabIndex={-1}>
        {confirm.isSuccess ? t("account.authenticatorOn") : remove.isSuccess ? t("account.authenticatorOff") : ""}
      </Text>
      {[begin.error, confirm.error, remove.error].map(
        (error) => error !== null && <ProblemMessage key={error.message} error={error} />,
      )}
    </Section>
  );
}

/** Dark on light in both themes, as cameras want it. */
function Picture({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text);
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return (
    <Box w={180} bg="white" p={8}>
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
        <path d={path} fill="black" />
      </svg>
    </Box>
  );
}
