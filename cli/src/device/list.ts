import { describePlatform } from "@shoal/core/variant/describe";
import type { DeviceRow } from "@shoal/protocol/api/device";
import { LIMITS } from "@shoal/protocol/limits";
import { answerOf } from "../api/client.ts";
import { collectPages } from "../api/pages.ts";
import type { Invocation } from "../command/invocation.ts";
import { readMoment } from "../command/read-moment.ts";
import { usageFailure } from "../exit/failure.ts";
import { formatAgo } from "../terminal/moment.ts";
import type { Style } from "../terminal/style.ts";

interface ListOptions {
  os?: string;
  arch?: string;
  formFactor?: string;
  name?: string;
  online?: boolean;
  offline?: boolean;
  seenSince?: string;
}

export async function listDevices(invocation: Invocation, options: ListOptions): Promise<void> {
  const { terminal, shell } = invocation;
  const { os, arch, formFactor, name, online, offline } = options;
  if (online && offline) throw usageFailure("A device is either online or offline", "Leave out one of the two.");
  const seenSince = readMoment("--seen-since", options.seenSince, shell.nowMs());
  const query = {
    ...(os && { os }),
    ...(arch && { arch }),
    ...(formFactor && { formFactor }),
    ...(name !== undefined && { name }),
    ...(online && { online: true }),
    ...(offline && { online: false }),
    ...(seenSince !== undefined && { seenSince }),
  };
  const api = await invocation.api();
  const { items } = await collectPages(Number.POSITIVE_INFINITY, LIMITS.pageRows, (cursor, limit) =>
    answerOf(api.GET("/api/v1/devices", { params: { query: { ...query, limit, ...(cursor && { cursor }) } } })),
  );
  if (terminal.json) return terminal.answerJson({ items });
  if (items.length === 0) {
    const narrowed = Object.keys(query).length > 0;
    return terminal.note(
      narrowed ? "No device is like that." : "No device is enrolled yet. Make a token for one: shoal device token",
    );
  }
  terminal.table(items, [
    { title: "device", cell: (device) => device.name },
    { title: "online", cell: (device) => onlineCell(device, terminal.out), whole: true },
    { title: "seen", cell: (device) => formatAgo(device.lastSeenMs, shell.nowMs()), whole: true },
    { title: "platform", cell: (device) => describePlatform(device.platform) },
    { title: "agent", cell: (device) => device.agentVersion },
    { title: "id", cell: (device) => device.id, whole: true },
  ]);
  const count = items.filter((device) => device.online).length;
  terminal.note(`${items.length === 1 ? "One device" : `${items.length} devices`}, ${count} online.`);
}

export function onlineCell({ online }: DeviceRow, style: Style): { text: string; style: (text: string) => string } {
  return online ? { text: "yes", style: style.green } : { text: "no", style: style.dim };
}
