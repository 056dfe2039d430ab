import type { App } from "../http/app.ts";
import type { Services } from "../http/services.ts";
import { meRoutes } from "./me-routes.ts";
import { operatorRoutes } from "./operator-routes.ts";
import type { AccountParts } from "./parts.ts";
import { passkeyRoutes } from "./passkey-routes.ts";
import { roleRoutes } from "./role-routes.ts";
import { setupRoutes } from "./setup-routes.ts";
import { signInRoutes } from "./sign-in-routes.ts";
import type { SignOn } from "./sign-on.ts";
import { signOnRoutes } from "./sign-on-routes.ts";
import { tokenRoutes } from "./token-routes.ts";

export interface OperatorRouteOptions {
  dataDir: string;
  tls: boolean;
  signOn: SignOn | undefined;
}

/** Everything of operators: who they are, how they prove it, what they may do. */
export function allOperatorRoutes(
  app: App,
  services: Services,
  parts: AccountParts,
  options: OperatorRouteOptions,
): void {
  roleRoutes(app, services, parts.credentials);
  tokenRoutes(app, services, parts.credentials);
  setupRoutes(app, services, parts, options.dataDir);
  signInRoutes(app, services, parts, options.signOn !== undefined);
  meRoutes(app, services, parts);
  passkeyRoutes(app, services, parts);
  operatorRoutes(app, services, parts);
  if (options.signOn) signOnRoutes(app, services, parts, options.signOn, options.tls);
}
