import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Refused } from "../api/client.ts";
import { ProblemMessage } from "./problem-message.tsx";

/** A query that names every device is asked back about; whoever means them all says so, with their number. */
export function ConfirmCount({ error, onConfirm }: { error: Error; onConfirm: (devices: number) => void }) {
  const { t } = useTranslation();
  const asked =
    error instanceof Refused && error.problem.code === "query-matches-all" ? error.problem.devices : undefined;
  return (
    <>
      <ProblemMessage error={error} />
      {asked !== undefined && (
        <Button variant="outline" color="red" onClick={() => onConfirm(asked)}>
          {t("common.meansAll", { count: asked })}
        </Button>
      )}
    </>
  );
}
