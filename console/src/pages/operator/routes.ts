import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "../../app/root.ts";

export const operatorRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/operators",
    component: lazyRouteComponent(() => import("./operators-page.tsx")),
  }),
] as const;
