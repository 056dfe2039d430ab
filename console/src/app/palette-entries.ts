import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { namedDevicesQuery } from "../api/device.ts";
import { groupsQuery } from "../api/group.ts";
import { packagesQuery } from "../api/package.ts";
import { tasksQuery } from "../api/task.ts";
import { ADMINISTRATION, NAVIGATION } from "./navigation.ts";

const PAGES = [
  ...NAVIGATION,
  ...ADMINISTRATION,
  { to: "/account", label: "app.account" },
  { to: "/keyboard", label: "keyboard.title" },
] as const;

/** What can be made, each on a page of its own. */
const NEW = [
  { to: "/tasks/new", label: "task.new" },
  { to: "/packages/new", label: "release.title" },
  { to: "/enrolment", label: "app.newDevice" },
  { to: "/groups/new", label: "group.new" },
  { to: "/settings/new", label: "settings.new" },
  { to: "/operators/new", label: "operator.invite" },
  { to: "/roles/new", label: "role.new" },
  { to: "/tokens/new", label: "app.newToken" },
  { to: "/webhooks/new", label: "webhook.new" },
  { to: "/secrets/new", label: "secret.new" },
] as const;

/** Of each kind, so that the next kind is seen too. */
const MOST = 6;

interface Entry {
  id: string;
  label: string;
  onClick: () => void;
}

/** What the palette offers, by kind: what has the words that were typed in its name. Devices come by the first letter only. */
export function usePaletteEntries(wanted: string, name: string): { group: string; actions: Entry[] }[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data: tasks } = useQuery(tasksQuery);
  const { data: packages } = useQuery(packagesQuery);
  const { data: groups } = useQuery(groupsQuery);
  const { data: devices } = useQuery(namedDevicesQuery(name));

  const words = wanted.toLocaleLowerCase().split(/\s+/);
  const like = ({ label }: Entry) => words.every((word) => label.toLocaleLowerCase().includes(word));
  const typed = wanted.trim() !== "";
  const places = (of: typeof PAGES | typeof NEW) =>
    of.map(({ to, label }) => ({ id: label, label: t(label), onClick: () => void navigate({ to }) })).filter(like);
  /** Of a kind, those that are found by what is typed: nothing before. */
  function found<Row extends { name: string }>(
    kind: string,
    rows: readonly Row[],
    open: (row: Row) => unknown,
  ): Entry[] {
    const entries = rows.map((row, at) => ({
      id: `${kind} ${at} ${row.name}`,
      label: row.name,
      onClick: () => void open(row),
    }));
    return typed ? entries.filter(like).slice(0, MOST) : [];
  }
  return [
    { group: t("app.pages"), actions: places(PAGES) },
    { group: t("app.make"), actions: places(NEW) },
    {
      group: t("nav.tasks"),
      actions: found("tasks", tasks?.items ?? [], ({ id }) => navigate({ to: "/tasks/$task", params: { task: id } })),
    },
    {
      group: t("nav.packages"),
      actions: found("packages", packages?.items ?? [], (each) =>
        navigate({ to: "/packages/$package", params: { package: each.name } }),
      ),
    },
    {
      group: t("nav.groups"),
      actions: found("groups", groups?.items ?? [], (each) =>
        navigate({ to: "/groups/$group", params: { group: each.name } }),
      ),
    },
    {
      group: t("nav.devices"),
      actions: found("devices", devices?.items ?? [], ({ id }) =>
        navigate({ to: "/devices/$device", params: { device: id } }),
      ),
    },
  ].filter(({ actions }) => actions.length > 0);
}
