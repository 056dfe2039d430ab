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
  /** Found by what is typed: nothing before. */
  const found = (entries: Entry[]) => (typed ? entries.filter(like).slice(0, MOST) : []);
  return [
    { group: t("app.pages"), actions: places(PAGES) },
    { group: t("app.make"), actions: places(NEW) },
    {
      group: t("nav.tasks"),
      actions: found(
        (tasks?.items ?? []).map(({ id, name }) => ({
          id: `task ${id}`,
          label: name,
          onClick: () => void navigate({ to: "/tasks/$task", params: { task: id } }),
        })),
      ),
    },
    {
      group: t("nav.packages"),
      actions: found(
        (packages?.items ?? []).map(({ name }) => ({
          id: `package ${name}`,
          label: name,
          onClick: () => void navigate({ to: "/packages/$package", params: { package: name } }),
        })),
      ),
    },
    {
      group: t("nav.groups"),
      actions: found(
        (groups?.items ?? []).map(({ name }) => ({
          id: `group ${name}`,
          label: name,
          onClick: () => void navigate({ to: "/groups/$group", params: { group: name } }),
        })),
      ),
    },
    {
      group: t("nav.devices"),
      // These the server has found.
      actions: (devices?.items ?? []).map((each) => ({
        id: `device ${each.id}`,
        label: each.name,
        onClick: () => void navigate({ to: "/devices/$device", params: { device: each.id } }),
      })),
    },
  ].filter(({ actions }) => actions.length > 0);
}
