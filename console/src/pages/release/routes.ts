import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../../app/lazy-page.ts";
import { root } from "../../app/root.ts";
import { said, textOf } from "../../app/search.ts";

export const releaseRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/packages/new",
    validateSearch: (search) => said({ from: textOf(search["from"]), staged: textOf(search["staged"]) }),
    component: lazyPage(() => import("./new-release-page.tsx"), "release.publish"),
  }),
] as const;
