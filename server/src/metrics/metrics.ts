import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { AgentHub } from "../agent/hub.ts";
import type { Db } from "../db/schema.ts";

export interface Metrics {
  registry: Registry;
  checkInSeconds: Histogram;
  uploadBytes: Counter;
  blobBytes: Counter;
  pushBytes: Counter;
}

/** Prometheus metrics of one server; a registry of its own, so that several servers fit into one process. */
export function createMetrics(db: Db, hub: AgentHub): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: "shoal_agents_online",
    help: "Agents whose socket is open",
    registers,
    collect() {
      this.set(hub.size);
    },
  });
  new Gauge({
    name: "shoal_actions_open",
    help: "Actions that have not ended, by state",
    labelNames: ["state"],
    registers,
    async collect() {
      this.reset();
      for (const row of await db
        .selectFrom("actions")
        .select((eb) => ["state", eb.fn.countAll().as("count")])
        .where("ended_ms", "is", null)
        .groupBy("state")
        .execute())
        this.set({ state: row.state }, Number(row.count));
    },
  });
  new Gauge({
    name: "shoal_devices",
    help: "Enrolled devices",
    registers,
    async collect() {
      this.set(
        Number(
          (
            await db
              .selectFrom("devices")
              .select((eb) => eb.fn.countAll().as("count"))
              .executeTakeFirst()
          )?.count ?? 0,
        ),
      );
    },
  });
  return {
    registry,
    checkInSeconds: new Histogram({
      name: "shoal_check_in_seconds",
      help: "Time to answer a check-in",
      buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 1, 5],
      registers,
    }),
    uploadBytes: new Counter({
      name: "shoal_upload_bytes_total",
      help: "Bytes of content that operators uploaded",
      registers,
    }),
    blobBytes: new Counter({ name: "shoal_blob_bytes_total", help: "Bytes of content that agents fetched", registers }),
    pushBytes: new Counter({
      name: "shoal_push_bytes_total",
      help: "Bytes of content that were pushed to agents",
      registers,
    }),
  };
}
