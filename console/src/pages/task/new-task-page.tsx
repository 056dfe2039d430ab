import { useQuery } from "@tanstack/react-query";
import { Navigate, useNavigate, useSearch } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { meQuery } from "../../api/me.ts";
import { taskQuery } from "../../api/task.ts";
import { said } from "../../app/search.ts";
import { Answer } from "../../ui/answer.tsx";
import { AwaitingApproval } from "./awaiting-approval.tsx";
import { formOf, isDraft } from "./draft-form.ts";
import { forget, readKept } from "./kept-form.ts";
import { TaskEditor } from "./task-editor.tsx";
import { EMPTY_FORM, type TaskForm } from "./task-form.ts";

/** A new task, or a draft that is gone on with. */
export default function NewTaskPage() {
  const navigate = useNavigate();
  const { draft: number, ...search } = useSearch({ from: "/tasks/new" });
  const draft = number === undefined ? undefined : String(number);
  const me = useQuery(meQuery);
  // The draft that was made of this form while it was filled in: the form is there already.
  const made = useRef<string>(undefined);
  const forms = useRef(0);
  const last = useRef(draft);
  if (last.current !== undefined && draft === undefined) {
    forms.current++;
    made.current = undefined;
  }
  last.current = draft;
  // What a link asks for takes the place of what is in the form, also where that is this page already.
  const wanted = said(search);
  const asked = Object.keys(wanted).length > 0 ? JSON.stringify(wanted) : undefined;
  const lastAsked = useRef(asked);
  if (asked !== undefined && asked !== lastAsked.current) forms.current++;
  lastAsked.current = asked;
  const [, beginAnew] = useState(0);

  return (
    <Answer of={me}>
      {({ actor }) => {
        if (draft !== undefined && draft !== made.current) return <Draft key={draft} id={draft} actor={actor} />;
        const kept = asked !== undefined ? undefined : readKept(actor, undefined);
        return (
          <TaskEditor
            key={`${forms.current}`}
            actor={actor}
            draft={draft}
            initial={kept?.form ?? formFor(search)}
            untouched={kept === undefined}
            keptMs={kept?.keptMs}
            onAnew={() => {
              forget(actor, undefined);
              if (draft !== undefined) return void navigate({ to: "/tasks/new", search: {} });
              forms.current++;
              beginAnew(forms.current);
            }}
            onMade={(id) => {
              made.current = id;
              void navigate({ to: "/tasks/new", search: { draft: Number(id) }, replace: true, resetScroll: false });
            }}
          />
        );
      }}
    </Answer>
  );
}

function Draft({ id, actor }: { id: string; actor: string }) {
  const [agreed, setAgreed] = useState(false);
  // What others write meanwhile does not take the fields from under the hands.
  const answer = useQuery({ ...taskQuery(id), staleTime: "static", queryKey: ["draft", id], gcTime: 0 });
  return (
    <Answer of={answer}>
      {(task) => {
        if (!isDraft(task.state)) return <Navigate to="/tasks/$task" params={{ task: id }} replace />;
        if (task.state === "awaiting-approval" && !agreed)
          return <AwaitingApproval draft={id} onAgreed={() => setAgreed(true)} />;
        const kept = readKept(actor, id);
        return (
          <TaskEditor
            actor={actor}
            draft={id}
            initial={kept?.form ?? formOf(task)}
            untouched={kept === undefined}
            agreedMs={agreed ? task.approval?.askedMs : undefined}
            onMade={() => undefined}
          />
        );
      }}
    </Answer>
  );
}

const formFor = (search: { package?: string; version?: string; query?: string }): TaskForm => ({
  ...EMPTY_FORM,
  package: search.package ?? "",
  version: search.version ?? "",
  ...(search.query === undefined ? {} : { who: "query", query: search.query }),
});
