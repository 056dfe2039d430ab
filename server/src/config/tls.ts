import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { formatPrefix, type Prefix, readPrefix } from "@shoal/core/subnet/prefix";
import type { ServerOptions } from "./options.ts";

/** What browsers of today have; agents speak 1.3 alone. */
export const OPERATOR_TLS = "TLSv1.2";

export interface OperatorTls {
  cert: string;
  key: string;
}

/**
 * How operators' connections are protected. What they send is worth root on every device, so nothing leaves this machine unprotected: a
 * server that would listen beyond it has a certificate, or says which proxy has one.
 * @throws Error that says what is missing
 */
export function operatorTls(options: ServerOptions): OperatorTls | undefined {
  const { tlsCert, tlsKey, trustProxy, host = "127.0.0.1" } = options;
  if ((tlsCert === undefined) !== (tlsKey === undefined))
    throw new Error("a certificate and its key go together: give --tls-cert and --tls-key");
  if (tlsCert !== undefined && tlsKey !== undefined) return { cert: read(tlsCert), key: read(tlsKey) };
  const beyond = readProxies(trustProxy).find(({ network }) => !isLoopback(network));
  if (beyond && !isLoopback(host) && !options.insecureProxy)
    throw new Error(
      `the proxy ${formatPrefix(beyond)} would pass operators' tokens on without TLS, and they could be read on the way; give --tls-cert and --tls-key, which it then speaks to this server as well, or put it on this machine, or say --insecure-proxy`,
    );
  if (!isLoopback(host) && !trustProxy?.length)
    throw new Error(
      `operators would reach ${host} without TLS, and their tokens could be read on the way; give --tls-cert and --tls-key, or put a proxy that speaks TLS in front and name it with --trust-proxy, or listen on 127.0.0.1`,
    );
  return undefined;
}

/** @throws Error where one is no address and no prefix */
export function readProxies(trustProxy: readonly string[] = []): Prefix[] {
  return trustProxy.map((text) => {
    const prefix = readPrefix(text);
    if (!prefix) throw new Error(`--trust-proxy ${text} is no address and no prefix; write 127.0.0.1 or 10.20.0.0/16`);
    return prefix;
  });
}

/** This machine, however it is written. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new Error(`${file} cannot be read: ${(error as Error).message}`);
  }
}
