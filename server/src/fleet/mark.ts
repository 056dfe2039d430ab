import type { FleetKind, Managed } from "@shoal/protocol/fleet/managed";
import type { Db } from "../db/schema.ts";
import { fleetStore } from "./store.ts";

/** A row as it is answered: where files manage it, it says so. */
export function marked<Row extends object>(row: Row, managed: Managed | undefined): Row & { managed?: Managed } {
  return managed ? { ...row, managed } : row;
}

export async function markOf(db: Db, kind: FleetKind, name: string): Promise<{ managed?: Managed }> {
  return marked({}, (await fleetStore(db).find(kind, name))?.managed);
}
