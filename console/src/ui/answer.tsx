import { Skeleton, Stack } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "./page.tsx";
import { ProblemMessage } from "./problem-message.tsx";

interface AnswerProps<T> {
  of: UseQueryResult<T>;
  /** What the page is called as long as its answer, which is all of it, is not there. */
  page?: string;
  children: (data: T) => ReactNode;
}

/** An answer of the server in each of its states: on its way, refused or not reached, and there. What is there stays while it is asked anew. */
export function Answer<T>({ of, page, children }: AnswerProps<T>) {
  const { t } = useTranslation();
  if (of.data !== undefined) return children(of.data);
  const missing =
    of.error !== null ? (
      <ProblemMessage error={of.error} onAgain={() => void of.refetch()} />
    ) : (
      <Stack gap="xs" role="status" aria-label={t("common.loading")}>
        <Skeleton height={22} width="60%" />
        <Skeleton height={22} />
        <Skeleton height={22} width="80%" />
      </Stack>
    );
  return page === undefined ? missing : <Page title={page}>{missing}</Page>;
}
