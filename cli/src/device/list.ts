import type { DeviceOrder } from "@shoal/protocol/api/device";
import { LIMITS } from "@shoal/protocol/limits";
import { answerOf } from "../api/client.ts";
import { collectPages } from "../api/pages.ts";
import type { Invocation } from "../command/invocation.ts";
import { readMoment } from "../command/read-moment.ts";
import { usageFailure } from "../exit/failure.ts";
import { checkQuery, pointing } from "../query/check.ts";
import { deviceColumns } from "./columns.ts";

interface ListOptions {
  os?: string;
  arch?: string;
  formFactor?: string;
  name?: string;
  online?: boolean;
  offline?: boolean;
  seenSince?: string;
  query?: string;
  order?: DeviceOrder;
}

export async function listDevices(invocation: Invocation, options: ListOptions): Promise<void> {
  const { terminal, shell } = invocation;
  const { os, arch, formFactor, name, online, offline, query: asked, order } = options;
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
    ...(asked !== undefined && { query: asked }),
  };
  if (asked !== undefined) await checkQuery(asked);
  const narrowed = Object.keys(query).length > 0;
  const api = await invocation.api();
  const { items } = await pointing(
    asked,
    collectPages(Number.POSITIVE_INFINITY, LIMITS.pageRows, (cursor, limit) =>
      answerOf(
        api.GET("/api/v1/devices", {
          params: { query: { ...query, ...(order && { order }), limit, ...(cursor && { cursor }) } },
        }),
      ),
    ),
  );
  if (terminal.json) return terminal.answerJson({ items });
  if (items.length === 0) {
    return terminal.note(
      narrowed ? "No device is like that." : "No device is enrolled yet. Make a token for one: shoal device token",
    );
  }
  terminal.table(items, deviceColumns(terminal.out, shell.nowMs()));
  const count = items.filter((device) => device.online).length;
  terminal.note(`${items.length === 1 ? "One device" : `${items.length} devices`}, ${count} online.`);
}
