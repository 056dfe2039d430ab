import type { OperatorRow } from "@shoal/protocol/api/account";
import { useTranslation } from "react-i18next";

/** What somebody proves themselves with. */
export function Factors({ of: { password, totp, passkeys, signOn } }: { of: OperatorRow }) {
  const { t } = useTranslation();
  const factors = [
    password && t("operator.password"),
    totp && t("operator.totp"),
    passkeys > 0 && t("operator.passkeys", { count: passkeys }),
    signOn && t("operator.signOn"),
  ].filter((each) => each !== false);
  return factors.length > 0 ? factors.join(", ") : t("operator.nothingYet");
}
