import type { Preview, TaskDetail } from "@shoal/protocol/api/task";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { answerOf, api } from "../../api/client.ts";
import { Answer } from "../../ui/answer.tsx";
import { formOf } from "./draft-form.ts";
import { specOf } from "./task-form.ts";
import { TaskPreview } from "./task-preview.tsx";

/** What a draft would do if it were started now. */
const draftPreviewQuery = (task: TaskDetail) =>
  queryOptions({
    queryKey: ["tasks", task.id, "preview", specOf(formOf(task))],
    queryFn: async () => {
      const spec = specOf(formOf(task));
      if (spec === undefined) throw new Error(`task ${task.id} says too little to be looked at`);
      return (await answerOf(api.POST("/api/v1/tasks/preview", { body: spec }))) as Preview;
    },
  });

/** On how many devices a draft would begin; undefined: it is not known yet, or it is none. */
export function useDraftCount(task: TaskDetail): number | undefined {
  const { data } = useQuery({ ...draftPreviewQuery(task), enabled: task.state === "draft" });
  return data && data.devices - data.without - data.unmet;
}

/** Before: exactly what will happen to whom. */
export function DraftPreview({ task }: { task: TaskDetail }) {
  const answer = useQuery(draftPreviewQuery(task));
  return <Answer of={answer}>{(preview) => <TaskPreview preview={preview} />}</Answer>;
}
