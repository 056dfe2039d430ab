import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestContext } from "node:test";
import { Provider } from "oidc-provider";

/** What the provider knows of somebody. */
export interface Person {
  email: string;
  email_verified: boolean;
  preferred_username: string;
  groups: string[];
}

/** A real OpenID provider on this machine, with people whom a test may change. */
export async function startProvider(t: TestContext, people: Record<string, Person>) {
  let handler: RequestListener = (_request, response) => void response.writeHead(503).end();
  const server = createServer((request, response) => handler(request, response)).listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    options: {
      ...{ issuer, clientId: "shoal", clientSecret: "a secret of this test" },
      roles: {
        ...{ "it-admins": "admin", "it-staff": "operator" },
        "shop-staff": { role: "operator", groups: ["tills"] },
      },
    },
    /** To be called when it is known where the browser comes back to. */
    open(callback: string) {
      const client = { client_id: "shoal", client_secret: "a secret of this test", redirect_uris: [callback] };
      const provider = new Provider(issuer, {
        clients: [client],
        claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["preferred_username", "groups"] },
        cookies: { keys: ["of this test"] },
        findAccount: (_ctx, sub) => ({ accountId: sub, claims: async () => ({ sub, ...people[sub] }) }),
      });
      handler = provider.callback();
    },
  };
}
