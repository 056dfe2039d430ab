import type { App } from "../http/app.ts";
import type { Guard } from "./hooks.ts";

/**
 * Holds every route of operators to one guard, and tells OpenAPI whom it lets through, and whether it knows groups. A route without one stops the server from
 * starting: nothing is open because somebody forgot a line.
 */
export function requireGuards(app: App): void {
  app.addHook("onRoute", (route) => {
    if (!route.url.startsWith("/api/")) return;
    const { access, knowsGroups } = (route.preValidation ?? {}) as Partial<Guard>;
    if (access === undefined)
      throw new Error(`${String(route.method)} ${route.url} does not say who may call it; give it hooks.may(...)`);
    // Others than OpenAPI's own keys begin with x-.
    route.schema = {
      ...route.schema,
      "x-permission": access,
      ...(knowsGroups ? { "x-groups": true } : {}),
    } as NonNullable<typeof route.schema>;
  });
}
