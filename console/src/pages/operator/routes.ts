import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../../app/lazy-page.ts";
import { root } from "../../app/root.ts";

export const operatorRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/operators",
    component: lazyPage(() => import("./operators-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/operators/new",
    component: lazyPage(() => import("./invite-page.tsx"), "operator.write"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/operators/$operator",
    component: lazyPage(() => import("./operator-page.tsx")),
  }),
] as const;
