import type { TaskSpec } from "@shoal/protocol/task/task";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { answerOf, api } from "../../api/client.ts";
import { forget, keep } from "./kept-form.ts";
import type { TaskForm } from "./task-form.ts";

/** So long after the last key; until then it is in this browser alone. */
const SETTLE_MS = 700;

interface Options {
  actor: string;
  /** The draft on the server that this is; undefined: there is none yet. */
  draft: string | undefined;
  form: TaskForm;
  /** What the form asks for; undefined: something is missing yet. */
  spec: TaskSpec | undefined;
  /** Whether the server has just this already, as it was read from there. */
  untouched: boolean;
  /** Why this person may save none. */
  disabledReason: string | undefined;
  onMade: (draft: string) => void;
}

/**
 * Keeps what is filled in: at each key in this browser, and as a draft on the server as soon as that is one. Whatever happens to the page, the
 * browser or the session, it goes on where it was.
 */
export function useDraft({ actor, draft, form, spec, untouched, disabledReason, onMade }: Options) {
  const client = useQueryClient();
  const text = spec === undefined ? "" : JSON.stringify(spec);
  const [saved, setSaved] = useState(untouched && text !== "" ? text : undefined);
  // One at a time: what is asked for while the first is on its way changes the draft that this makes.
  const last = useRef<{ id: string | undefined; text: string | undefined; running: Promise<unknown> }>(undefined);
  last.current ??= { id: draft, text: saved, running: Promise.resolve() };
  const put = (order: TaskSpec, id: string | undefined) =>
    id === undefined
      ? answerOf(api.POST("/api/v1/tasks", { body: order }))
      : answerOf(api.PUT("/api/v1/tasks/{id}", { params: { path: { id } }, body: order }));
  const save = useMutation({
    mutationFn: async ({ order, text: wanted }: { order: TaskSpec; text: string }) => {
      const known = last.current!;
      await known.running.catch(() => undefined);
      if (known.id !== undefined && known.text === wanted) return { id: known.id };
      const running = put(order, known.id);
      known.running = running;
      const { id } = await running;
      known.id = id;
      known.text = wanted;
      return { id };
    },
    onSuccess: ({ id }, said) => {
      setSaved(said.text);
      forget(actor, draft);
      if (draft === undefined) onMade(id);
      void client.invalidateQueries({ queryKey: ["tasks"] });
    },
  });
  const { mutate, mutateAsync, isPending, error, variables, reset } = save;
  const isSaved = saved !== undefined && saved === text;
  useEffect(() => {
    if (!untouched && !isSaved) keep(actor, draft, form);
  }, [actor, draft, form, untouched, isSaved]);
  useEffect(() => {
    // Said no to just this once, it is not asked for again.
    if (untouched || isSaved || spec === undefined || isPending || disabledReason !== undefined) return;
    if (error !== null && variables?.text === text) return;
    const timer = setTimeout(() => mutate({ order: spec, text }), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [untouched, isSaved, spec, text, isPending, error, variables, mutate, disabledReason]);

  return {
    isSaved,
    isPending,
    error: error !== null && variables?.text === text ? error : undefined,
    /** At once, with the count that the person has seen. @returns the draft's id */
    now: async (confirm?: number): Promise<string> => {
      reset();
      const order = { ...spec!, ...(confirm === undefined ? {} : { confirm }) };
      return (await mutateAsync({ order, text })).id;
    },
  };
}
