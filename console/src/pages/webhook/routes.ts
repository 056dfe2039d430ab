import { DELIVERY_STATES } from "@shoal/protocol/webhook/delivery-state";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "../../app/root.ts";
import { oneOf, said } from "../../app/search.ts";
import { withText } from "../../text/i18n.ts";

export const webhookRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: "/webhooks",
    validateSearch: (search) => said({ view: oneOf(search["view"], ["feeds"] as const) }),
    component: lazyRouteComponent(() => withText("webhook", () => import("./webhooks-page.tsx"))),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/webhooks/new",
    component: lazyRouteComponent(() => withText("webhook", () => import("./new-webhook-page.tsx"))),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/webhooks/$webhook",
    validateSearch: (search) => said({ state: oneOf(search["state"], DELIVERY_STATES) }),
    component: lazyRouteComponent(() => withText("webhook", () => import("./webhook-page.tsx"))),
  }),
] as const;
