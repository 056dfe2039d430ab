/** The one name of a server's certificate: agents check it whatever address they have reached the server at. */
export const SERVER_NAME = "shoal-server";

/** Who a certificate stands for, as its one URI (RFC 5280 4.2.1.6). */
export type Subject = { kind: "device"; id: string } | { kind: "proxy"; name: string };

/** Header in which a proxy passes on the certificate that a device has shown to it: PEM, percent-encoded. */
export const FORWARDED_CERTIFICATE = "x-client-cert";

export const deviceUri = (id: string): string => `urn:shoal:device:${id}`;
export const proxyUri = (name: string): string => `urn:shoal:proxy:${name}`;

/** @returns undefined where it is no URI of ours */
export function subjectOfUri(uri: string): Subject | undefined {
  const [, kind, name] = /^urn:shoal:(device|proxy):([a-z0-9][a-z0-9-]{0,63})$/.exec(uri) ?? [];
  if (name === undefined) return undefined;
  return kind === "device" ? { kind, id: name } : { kind: "proxy", name };
}
