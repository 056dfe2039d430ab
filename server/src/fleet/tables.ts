import type { FleetKind } from "@shoal/protocol/fleet/managed";

/** Tables of `012-fleet`. */
export interface FleetTables {
  fleet_objects: {
    kind: FleetKind;
    name: string;
    source: string;
    revision: string | null;
    /** What the files said, as JSON of their object. */
    spec: string;
    /** Of a task: the one that was made of it. */
    task_id: number | null;
    applied_ms: number;
    applied_by: string;
  };
  /** Devices that a `labels` object has labelled, so that it can be taken back. */
  fleet_labels: { name: string; device_number: number };
}
