import { TASK_KINDS } from "@shoal/protocol/task/kinds";
import i18next from "i18next";

interface Named {
  name: string;
  package: string;
  version: string;
  channel?: string | undefined;
}

const ROLLBACK = /^rollback of task (\d+): (.*)$/s;

/** What a task is called: by whoever made it, or else by what it does, in the language of the page. */
export function taskName({ name, package: product, version, channel }: Named): string {
  for (const kind of TASK_KINDS) {
    if (name === `${kind} ${product} ${version}`)
      return i18next.t(`task.called.${kind}`, { what: `${product} ${version}` });
    if (channel !== undefined && name === `${kind} ${product} from ${channel}`)
      return i18next.t(`task.calledFrom.${kind}`, { what: product, channel });
  }
  const [, id, before] = ROLLBACK.exec(name) ?? [];
  if (id === undefined || before === undefined) return name;
  return i18next.t("task.calledRollback", { id, name: taskName({ name: before, package: product, version, channel }) });
}
