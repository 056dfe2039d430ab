import { say } from "@shoal/protocol/sentence/say";

export type SiemFormat = "syslog" | "json";
export type SiemTarget =
  | { kind: "udp" | "tcp" | "tls"; host: string; port: number }
  /** In the server's own folder, by the name of the feed. */
  | { kind: "file" };

/** RFC 5426, RFC 6587 by way of IANA's syslog-conn, RFC 5425. JSON has no port of its own. */
const PORTS = { udp: 514, tcp: 601, tls: 6514 } as const;

/** Reads where a feed goes. @returns why it cannot go there, as the end of a sentence */
export function readTarget(
  text: string,
  format: SiemFormat | undefined,
): { target: SiemTarget; format: SiemFormat } | string {
  if (text === "file") {
    if (format === "syslog") return say("siem-file-json");
    return { target: { kind: "file" }, format: "json" };
  }
  const match = /^(udp|tcp|tls):\/\/(\[[0-9a-f:.%]+\]|[a-z0-9]([a-z0-9._-]{0,251}[a-z0-9])?)(?::(\d{1,5}))?\/?$/i.exec(
    text,
  );
  if (!match) return say("siem-no-target", { value: text });
  const kind = match[1]!.toLowerCase() as keyof typeof PORTS;
  const host = match[2]!.replace(/^\[(.*)\]$/, "$1");
  if (format === "json" && kind === "udp") return say("siem-json-stream");
  if (format === "json" && match[4] === undefined)
    return say("siem-json-port", { example: `${kind}://${match[2]}:PORT` });
  const port = match[4] === undefined ? PORTS[kind] : Number(match[4]);
  if (port < 1 || port > 65_535) return say("siem-no-port", { port });
  return { target: { kind, host, port }, format: format ?? "syslog" };
}
