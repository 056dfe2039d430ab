import { Skeleton, Stack } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProblemMessage } from "./problem-message.tsx";

/** An answer of the server in each of its states: on its way, refused or not reached, and there. What is there stays while it is asked anew. */
export function Answer<T>({ of, children }: { of: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  const { t } = useTranslation();
  if (of.data !== undefined) return children(of.data);
  if (of.error !== null) return <ProblemMessage error={of.error} onAgain={() => void of.refetch()} />;
  return (
    <Stack gap="xs" role="status" aria-label={t("common.loading")}>
      <Skeleton height={22} width="60%" />
      <Skeleton height={22} />
      <Skeleton height={22} width="80%" />
    </Stack>
  );
}
