import type { Page, Request } from "playwright-core";
import type { Operator } from "../../fleet/operator.ts";
import { median } from "../median.ts";

const ROUNDS = 5;

interface Ask {
  method: string;
  path: string;
  body: string | null;
}

/** Keeps what a page asks the server for. */
export function asksOf(page: Page): { end(): Ask[] } {
  const asked = new Map<string, Ask>();
  const listen = (request: Request) => {
    const { pathname, search } = new URL(request.url());
    if (!pathname.startsWith("/api/") || pathname === "/api/v1/events") return;
    const ask = { method: request.method(), path: pathname + search, body: request.postData() };
    asked.set(JSON.stringify(ask), ask);
  };
  page.on("request", listen);
  return {
    end: () => {
      page.off("request", listen);
      return [...asked.values()];
    },
  };
}

export interface Asked {
  ms: number;
  what: string;
}

/** Asks for the same, one after the other. @returns the slowest of them: the median of its rounds */
export async function apiTimes(operator: Operator, asks: readonly Ask[]): Promise<Asked> {
  let slowest: Asked = { ms: 0, what: "" };
  for (const { method, path, body } of asks) {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const began = performance.now();
      await operator.send(method, path, body === null ? undefined : JSON.parse(body));
      times.push(performance.now() - began);
    }
    const ms = median(times);
    if (ms > slowest.ms)
      slowest = { ms, what: `of ${asks.length}: ${method} ${path.slice(0, 60)} ${(body ?? "").slice(0, 40)}`.trim() };
  }
  return slowest;
}
