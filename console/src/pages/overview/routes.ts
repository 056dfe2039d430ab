import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../../app/lazy-page.ts";
import { root } from "../../app/root.ts";

export const overviewRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/",
    component: lazyPage(() => import("./overview-page.tsx")),
  }),
] as const;
