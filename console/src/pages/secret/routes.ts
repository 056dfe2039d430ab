import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../../app/lazy-page.ts";
import { root } from "../../app/root.ts";

export const secretRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/secrets",
    component: lazyPage(() => import("./secrets-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/secrets/new",
    component: lazyPage(() => import("./new-secret-page.tsx"), "secret.write"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/secrets/$secret",
    component: lazyPage(() => import("./secret-page.tsx")),
  }),
] as const;
