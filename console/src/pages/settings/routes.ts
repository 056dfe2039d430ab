import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "../../app/root.ts";

export const settingsRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/settings",
    component: lazyRouteComponent(() => import("./settings-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/settings/new",
    component: lazyRouteComponent(() => import("./new-set-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/settings/$set",
    component: lazyRouteComponent(() => import("./set-page.tsx")),
  }),
] as const;
