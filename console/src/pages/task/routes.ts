import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../../app/lazy-page.ts";
import { root } from "../../app/root.ts";
import { numberOf, oneOf, reading, textOf } from "../../app/search.ts";

export const TASK_TABS = ["devices", "failures", "distribution", "events"] as const;

export const taskRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/tasks",
    component: lazyPage(() => import("./tasks-page.tsx"), "task.read"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/tasks/new",
    validateSearch: reading((search) => ({
      package: textOf(search["package"]),
      version: textOf(search["version"]),
      query: textOf(search["query"]),
      draft: numberOf(search["draft"]),
    })),
    component: lazyPage(() => import("./new-task-page.tsx"), "task.write"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/tasks/$task",
    validateSearch: reading((search) => ({
      tab: oneOf(search["tab"], TASK_TABS),
      view: oneOf(search["view"], ["table"] as const),
      device: textOf(search["device"]),
      subnet: textOf(search["subnet"]),
    })),
    component: lazyPage(() => import("./task-page.tsx"), "task.read"),
  }),
] as const;
