import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "../../app/root.ts";

export const operatorRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/operators",
    component: lazyRouteComponent(() => import("./operators-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/operators/new",
    component: lazyRouteComponent(() => import("./invite-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/operators/$operator",
    component: lazyRouteComponent(() => import("./operator-page.tsx")),
  }),
] as const;
