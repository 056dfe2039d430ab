import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { meQuery } from "../api/queries.ts";
import { Failed } from "./failed.tsx";
import { NotFound } from "./not-found.tsx";
import { queryClient } from "./query-client.ts";
import { Shell } from "./shell.tsx";

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
const oneOf = <T extends string>(value: unknown, ...words: readonly T[]): T | undefined =>
  words.find((word) => word === value);

const root = createRootRoute({
  // Nothing is asked for before it is known who asks: each refusal is a line in the audit trail.
  beforeLoad: () => queryClient.ensureQueryData(meQuery),
  component: Shell,
  notFoundComponent: NotFound,
  errorComponent: Failed,
});

const overview = createRoute({
  getParentRoute: () => root,
  path: "/",
  component: lazyRouteComponent(() => import("../pages/overview/overview-page.tsx")),
});
const devices = createRoute({
  getParentRoute: () => root,
  path: "/devices",
  validateSearch: (search): { query?: string } => ({ ...has("query", text(search["query"])) }),
  component: lazyRouteComponent(() => import("../pages/device/devices-page.tsx")),
});
const device = createRoute({
  getParentRoute: () => root,
  path: "/devices/$device",
  validateSearch: (search): { tab?: "actions" | "inventory" | "events" } => ({
    ...has("tab", oneOf(search["tab"], "actions", "inventory", "events")),
  }),
  component: lazyRouteComponent(() => import("../pages/device/device-page.tsx")),
});
const packages = createRoute({
  getParentRoute: () => root,
  path: "/packages",
  component: lazyRouteComponent(() => import("../pages/package/packages-page.tsx")),
});
const packageOne = createRoute({
  getParentRoute: () => root,
  path: "/packages/$package",
  validateSearch: (search): { version?: string } => ({ ...has("version", text(search["version"])) }),
  component: lazyRouteComponent(() => import("../pages/package/package-page.tsx")),
});
const tasks = createRoute({
  getParentRoute: () => root,
  path: "/tasks",
  component: lazyRouteComponent(() => import("../pages/task/tasks-page.tsx")),
});
const newTask = createRoute({
  getParentRoute: () => root,
  path: "/tasks/new",
  validateSearch: (search): { package?: string; version?: string; query?: string } => ({
    ...has("package", text(search["package"])),
    ...has("version", text(search["version"])),
    ...has("query", text(search["query"])),
  }),
  component: lazyRouteComponent(() => import("../pages/task/new-task-page.tsx")),
});
const task = createRoute({
  getParentRoute: () => root,
  path: "/tasks/$task",
  validateSearch: (search): { view?: "table"; device?: string } => ({
    ...has("view", oneOf(search["view"], "table")),
    ...has("device", text(search["device"])),
  }),
  component: lazyRouteComponent(() => import("../pages/task/task-page.tsx")),
});

export const router = createRouter({
  routeTree: root.addChildren([overview, devices, device, packages, packageOne, tasks, newTask, task]),
  defaultPreload: "intent",
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

/** What is not said is not in the address either. */
function has<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}
