import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "../../app/root.ts";
import { said, textOf } from "../../app/search.ts";

export const packageRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/packages",
    component: lazyRouteComponent(() => import("./packages-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/packages/$package",
    validateSearch: (search) => said({ version: textOf(search["version"]) }),
    component: lazyRouteComponent(() => import("./package-page.tsx")),
  }),
] as const;
