import type { PasswordInputProps } from "@mantine/core";
import { LIMITS } from "@shoal/protocol/limits";
import { useTranslation } from "react-i18next";
import { PasswordField } from "./password-field.tsx";
import { useRule } from "./use-rule.ts";

/** A password that somebody chooses: long enough before it is sent. */
export function NewPassword(props: Pick<PasswordInputProps, "label" | "value" | "onChange">) {
  const { t } = useTranslation();
  const least = LIMITS.passwordLeastChars;
  const rule = useRule(`.{${least},${LIMITS.passwordChars}}`, t("account.passwordHint", { count: least }));
  return <PasswordField {...props} {...rule} autoComplete="new-password" />;
}
