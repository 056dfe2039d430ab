import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../../app/lazy-page.ts";
import { root } from "../../app/root.ts";
import { oneOf, reading } from "../../app/search.ts";

export const tokenRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/tokens",
    validateSearch: reading((search) => ({ whose: oneOf(search["whose"], ["all"] as const) })),
    component: lazyPage(() => import("./tokens-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/tokens/new",
    component: lazyPage(() => import("./new-token-page.tsx"), "token.write"),
  }),
] as const;
