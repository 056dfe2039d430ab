import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../../app/lazy-page.ts";
import { root } from "../../app/root.ts";

export const helpRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/keyboard",
    component: lazyPage(() => import("./keyboard-page.tsx")),
  }),
] as const;
