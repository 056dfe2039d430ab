import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "../../app/root.ts";

export const secretRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/secrets",
    component: lazyRouteComponent(() => import("./secrets-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/secrets/new",
    component: lazyRouteComponent(() => import("./new-secret-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/secrets/$secret",
    component: lazyRouteComponent(() => import("./secret-page.tsx")),
  }),
] as const;
