import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { lazyPage } from "../../app/lazy-page.ts";
import { root } from "../../app/root.ts";
import { reading, textOf } from "../../app/search.ts";

/** Only pages of this server: whoever was sent here by a link goes nowhere else. */
const ownPath = (value: unknown): string | undefined => {
  const path = textOf(value);
  return path !== undefined && /^\/(?![/\\])/.test(path) ? path : undefined;
};

export const accountRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/sign-in",
    validateSearch: reading((search) => ({ back: ownPath(search["back"]) })),
    component: lazyRouteComponent(() => import("./sign-in-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/setup",
    component: lazyRouteComponent(() => import("./setup-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/invitation",
    component: lazyRouteComponent(() => import("./invitation-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/account",
    component: lazyPage(() => import("./account-page.tsx")),
  }),
] as const;
