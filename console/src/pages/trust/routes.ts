import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../../app/lazy-page.ts";
import { root } from "../../app/root.ts";

export const trustRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/keys",
    component: lazyPage(() => import("./keys-page.tsx")),
  }),
] as const;
