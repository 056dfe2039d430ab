import { DELIVERY_STATES } from "@shoal/protocol/webhook/delivery-state";
import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../../app/lazy-page.ts";
import { root } from "../../app/root.ts";
import { oneOf, reading } from "../../app/search.ts";

export const webhookRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/webhooks",
    validateSearch: reading((search) => ({ view: oneOf(search["view"], ["feeds"] as const) })),
    component: lazyPage(() => import("./webhooks-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/webhooks/new",
    component: lazyPage(() => import("./new-webhook-page.tsx"), "webhook.write"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/webhooks/$webhook",
    validateSearch: reading((search) => ({ state: oneOf(search["state"], DELIVERY_STATES) })),
    component: lazyPage(() => import("./webhook-page.tsx")),
  }),
] as const;
