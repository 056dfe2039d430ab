import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../../app/lazy-page.ts";
import { root } from "../../app/root.ts";
import { reading, textOf } from "../../app/search.ts";

export const releaseRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/packages/new",
    validateSearch: reading((search) => ({ from: textOf(search["from"]), staged: textOf(search["staged"]) })),
    component: lazyPage(() => import("./new-release-page.tsx"), "release.publish"),
  }),
] as const;
