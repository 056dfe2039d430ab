import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../../app/lazy-page.ts";
import { root } from "../../app/root.ts";
import { oneOf, reading, textOf } from "../../app/search.ts";

export const PACKAGE_TABS = ["variants", "devices", "signature", "channels"] as const;

export const packageRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/packages",
    validateSearch: reading((search) => ({ view: oneOf(search["view"], ["channels"] as const) })),
    component: lazyPage(() => import("./packages-page.tsx"), "package.read"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/packages/$package",
    validateSearch: reading((search) => ({
      version: textOf(search["version"]),
      tab: oneOf(search["tab"], PACKAGE_TABS),
    })),
    component: lazyPage(() => import("./package-page.tsx"), "package.read"),
  }),
] as const;
