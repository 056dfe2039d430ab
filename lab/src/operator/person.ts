import type { RoleGiven } from "@shoal/protocol/api/account";
import { Operator } from "../fleet/operator.ts";
import { Browser } from "./browser.ts";

/** Another person: invited, signed in, and at a command line. Of a server that asks for no second factor. */
export async function person(admin: Operator, name: string, ...roles: (string | RoleGiven)[]): Promise<Operator> {
  const given = roles.map((role) => (typeof role === "string" ? { role } : role));
  const body = { name, email: `${name}@example.org`, roles: given };
  const { link } = await admin.post<{ link: string }>("/api/v1/operators/invite", body);
  const browser = new Browser(admin.url);
  const accepted = { secret: link.split("#")[1], password: "seven herrings in a row" };
  await browser.send("POST", "/api/v1/invitations/accept", accepted);
  const login = { name: `login-${name}`, login: true };
  return new Operator(admin.url, (await browser.send<{ token: string }>("POST", "/api/v1/tokens", login)).token);
}
