import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Refused, Unreached } from "../api/client.ts";
import { problemHint, problemTitle } from "../text/said.ts";
import { Said } from "./said.tsx";

interface Problem {
  error: Error;
  /** It is asked for again until it is there: nothing has to be done. */
  byItself?: boolean;
  onAgain?: () => void;
}

/** What went wrong, why, and what to do next: the server says it by a code, and the thing itself in its own words. */
export function ProblemMessage({ error, byItself, onAgain }: Problem) {
  const { t } = useTranslation();
  const { title, detail, hint, requestId } = useSaid(error, byItself === true);
  return (
    <Alert color="red" variant="light" title={title} role="alert">
      <Stack gap="xs">
        {detail !== undefined && <Said text={detail} />}
        <Text size="sm">{hint}</Text>
        <Group gap="sm">
          {onAgain !== undefined && (
            <Button size="compact-sm" variant="default" onClick={onAgain}>
              {t("common.again")}
            </Button>
          )}
          {requestId !== undefined && <Text size="xs">{t("common.requestId", { id: requestId })}</Text>}
        </Group>
      </Stack>
    </Alert>
  );
}

interface Told {
  title: string;
  detail?: string | undefined;
  hint: string;
  requestId?: string | undefined;
}

function useSaid(error: Error, byItself: boolean): Told {
  const { t } = useTranslation();
  if (error instanceof Refused) {
    const { code, title, detail, hint, requestId } = error.problem;
    return { title: problemTitle(code) ?? title, detail, hint: problemHint(code) ?? hint, requestId };
  }
  if (error instanceof Unreached)
    return {
      title: t("common.unreachable"),
      hint: t(byItself ? "common.unreachableHint" : "common.unreachableOrder"),
    };
  // Of this page itself, or of the browser: a passkey that was not shown.
  return { title: t("common.broken"), detail: error.message, hint: t("common.brokenHint") };
}
