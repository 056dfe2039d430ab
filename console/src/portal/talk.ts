import {
  PORTAL_PROBLEMS,
  type PortalAbout,
  type PortalIcons,
  type PortalLanguage,
  type PortalProblem,
  type PortalState,
} from "@shoal/protocol/portal/view";

/**
 * Kept for this tab and this port alone: a cookie of 127.0.0.1 would go to every port of it, and so to whatever page somebody else of
 * this machine serves there.
 */
const KEY = "shoal.portal";
const SECRET = /^#([\w-]{43})$/;

/** Why the agent did not do it. */
export class Problem extends Error {
  readonly code: PortalProblem["code"] | "agent-away";

  constructor(code: Problem["code"], detail: string) {
    super(detail);
    this.code = code;
  }
}

async function ask<T>(method: string, path: string, body?: object): Promise<T> {
  const token = sessionStorage.getItem(KEY);
  const response = await fetch(path, {
    method,
    headers: {
      "content-type": "application/json",
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    credentials: "omit",
    ...(body ? { body: JSON.stringify(body) } : {}),
  }).catch((error: Error) => {
    throw new Problem("agent-away", error.message);
  });
  const said = (await response.json().catch(() => ({}))) as T & Partial<PortalProblem>;
  if (response.ok) return said;
  const code = PORTAL_PROBLEMS.find((each) => each === said.code) ?? "failed";
  if (code === "not-opened") sessionStorage.removeItem(KEY);
  throw new Problem(code, said.detail ?? "");
}

/** With the secret that the address brought, once; it does not stay in the address. */
export async function enter(): Promise<void> {
  const secret = SECRET.exec(location.hash)?.[1];
  if (secret === undefined) return;
  history.replaceState(null, "", "/#/");
  const { token } = await ask<{ token: string }>("POST", "/api/visit", { secret });
  sessionStorage.setItem(KEY, token);
}

export const isOpen = () => sessionStorage.getItem(KEY) !== null;
export const readState = () => ask<PortalState>("GET", "/api/state");
export const readIcons = () => ask<PortalIcons>("GET", "/api/icons");
export const readAbout = () => ask<PortalAbout>("GET", "/api/about");
export const install = (actionId: string) => ask("POST", "/api/install", { actionId });
export const beginNow = (actionId: string) => ask("POST", "/api/now", { actionId });
export const putOff = (actionId: string, untilMs: number) => ask("POST", "/api/later", { actionId, untilMs });
export const speak = (language: PortalLanguage) => ask("POST", "/api/language", { language });
