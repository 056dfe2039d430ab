import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "../../app/root.ts";

export const helpRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/keyboard",
    component: lazyRouteComponent(() => import("./keyboard-page.tsx")),
  }),
] as const;
