import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../../app/lazy-page.ts";
import { root } from "../../app/root.ts";
import { said, textOf } from "../../app/search.ts";

export const packageRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/packages",
    component: lazyPage(() => import("./packages-page.tsx"), "package.read"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/packages/$package",
    validateSearch: (search) => said({ version: textOf(search["version"]) }),
    component: lazyPage(() => import("./package-page.tsx"), "package.read"),
  }),
] as const;
