import type { DeviceRow } from "@shoal/protocol/api/device";
import { LIMITS } from "@shoal/protocol/limits";
import { undefinedWhereAbsent } from "../api/absent.ts";
import { type Api, answerOf } from "../api/client.ts";
import { collectPages } from "../api/pages.ts";
import { Failure } from "../exit/failure.ts";

/** Devices that are read to find one by its name; a fleet with more of nearly the same name is asked for ids. */
const CANDIDATES = 2000;

/**
 * A device by its id or, without regard to case, by its whole name.
 * @throws Failure where there is none, or several have that name
 */
export async function resolveDevice(api: Api, text: string): Promise<DeviceRow> {
  const byId = await undefinedWhereAbsent(
    answerOf(api.GET("/api/v1/devices/{id}", { params: { path: { id: text } } })),
  );
  if (byId) return byId;
  const { items } = await collectPages(CANDIDATES, LIMITS.pageRows, (cursor, limit) =>
    answerOf(
      api.GET("/api/v1/devices", { params: { query: { name: text.slice(0, 128), limit, ...(cursor && { cursor }) } } }),
    ),
  );
  const named = items.filter((device) => device.name.toLowerCase() === text.toLowerCase());
  if (named.length === 1) return named[0]!;
  if (named.length > 1)
    throw new Failure({
      title: `${named.length} devices are named ${text}`,
      detail: `Their ids: ${named.map((device) => device.id).join(", ")}`,
      hint: "Say which one by its id; shoal device list shows more of each.",
      code: "conflict",
    });
  throw new Failure({
    title: `There is no device ${text}`,
    detail:
      items.length > 0
        ? `Names that contain it: ${items
            .slice(0, 5)
            .map((device) => device.name)
            .join(", ")}`
        : undefined,
    hint: "shoal device list shows names and ids.",
    code: "not-found",
  });
}
