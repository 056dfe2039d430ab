import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "../../app/root.ts";
import { oneOf, said } from "../../app/search.ts";

export const tokenRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/tokens",
    validateSearch: (search) => said({ whose: oneOf(search["whose"], ["all"] as const) }),
    component: lazyRouteComponent(() => import("./tokens-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/tokens/new",
    component: lazyRouteComponent(() => import("./new-token-page.tsx")),
  }),
] as const;
