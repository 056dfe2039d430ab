import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../../app/lazy-page.ts";
import { root } from "../../app/root.ts";

export const settingsRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/settings",
    component: lazyPage(() => import("./settings-page.tsx"), "setting.read"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/settings/new",
    component: lazyPage(() => import("./new-set-page.tsx"), "setting.write"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/settings/$set",
    component: lazyPage(() => import("./set-page.tsx"), "setting.read"),
  }),
] as const;
