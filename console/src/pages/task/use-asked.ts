import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { taskQuery } from "../../api/task.ts";
import { useEvents } from "../../live/use-live.ts";

/**
 * Whether approval of a draft is asked for while it is open here; the person may change it all the same, and is told again where it is asked
 * for once more.
 * @param agreedMs when that was asked for which they have been told of already
 */
export function useAsked(draft: string | undefined, agreedMs: number | undefined) {
  const [agreed, setAgreed] = useState(agreedMs);
  const { data, refetch } = useQuery({ ...taskQuery(draft ?? ""), enabled: draft !== undefined });
  // At once: what is typed is saved a moment later.
  useEvents(({ subject }) => {
    if (draft !== undefined && subject === `task:${draft}`) void refetch();
  });
  const approval = data?.state === "awaiting-approval" ? data.approval : undefined;
  return {
    asked: approval?.askedMs === agreed ? undefined : approval,
    agree: () => setAgreed(approval?.askedMs),
  };
}
