import { createHmac } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Problem } from "@shoal/protocol/errors/problem";
import { Refused } from "../fleet/operator.ts";

/** A browser for tests: keeps cookies, and says which page its requests come from. */
export class Browser {
  readonly url: string;
  readonly cookies = new Map<string, string>();
  /** Of the page that asks. */
  origin: string | undefined;
  /** Of the last answer. */
  headers = new Headers();
  setCookies: string[] = [];

  constructor(url: string) {
    this.url = url;
    this.origin = new URL(url).origin;
  }

  async send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.fetch(new URL(path, this.url), {
      method,
      headers: body === undefined ? {} : { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Refused(JSON.parse(text) as Problem);
    return (text === "" ? undefined : JSON.parse(text)) as T;
  }

  /** One request, without following where it leads. */
  async fetch(url: URL, init: RequestInit = {}): Promise<Response> {
    const own = url.origin === new URL(this.url).origin;
    const answer = await fetch(url, {
      ...init,
      redirect: "manual",
      headers: {
        ...(init.headers as Record<string, string>),
        ...(this.origin === undefined ? {} : { origin: this.origin }),
        ...(own ? { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ") } : {}),
      },
    });
    this.headers = answer.headers;
    this.setCookies = answer.headers.getSetCookie();
    if (own)
      for (const cookie of this.setCookies) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
        if (/Max-Age=0/i.test(cookie)) this.cookies.delete(name!);
        else this.cookies.set(name!, value!);
      }
    return answer;
  }
}

/** What an authenticator shows now (RFC 6238). @param steps later than now, 30 seconds each */
export function codeOf(uri: string, steps = 0): string {
  const secret = new URL(uri).searchParams.get("secret")!;
  const bits = [...secret]
    .map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const digest = createHmac("sha1", key).update(counter).digest();
  const value = digest.readUInt32BE(digest.at(-1)! & 15) & 0x7fffffff;
  return String(value % 1_000_000).padStart(6, "0");
}

/** Waits where the code of an authenticator is about to change: it is good for its own 30 seconds alone. */
export async function untilCodeLasts(): Promise<void> {
  const leftMs = 30_000 - (Date.now() % 30_000);
  if (leftMs < 10_000) await sleep(leftMs);
}
