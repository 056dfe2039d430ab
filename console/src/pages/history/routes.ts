import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../../app/lazy-page.ts";
import { root } from "../../app/root.ts";
import { oneOf, reading, textOf } from "../../app/search.ts";

/** Days that can be looked back. */
export const SPANS = ["7", "28", "90"] as const;

export const historyRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/history",
    validateSearch: reading((search) => ({ days: oneOf(textOf(search["days"]), SPANS) })),
    component: lazyPage(() => import("./history-page.tsx"), "task.read"),
  }),
] as const;
