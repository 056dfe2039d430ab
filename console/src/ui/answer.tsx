import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Loading } from "./loading.tsx";
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
  if (of.data !== undefined) return children(of.data);
  // Said as soon as it is known; what is only away is asked for again all the while.
  const error = of.error ?? of.failureReason;
  const missing =
    error !== null ? (
      <ProblemMessage error={error} byItself onAgain={() => void of.refetch({ cancelRefetch: true })} />
    ) : (
      <Loading />
    );
  return page === undefined ? missing : <Page title={page}>{missing}</Page>;
}
