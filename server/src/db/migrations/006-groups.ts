import { prefixOf } from "@shoal/core/subnet/prefix";
import { type ColumnDefinitionBuilder, type Kysely, sql } from "kysely";

const text = "text" as const;
const number = "bigint" as const;
/** A fact may be a fraction. */
const real = "double precision" as const;
const required = (column: ColumnDefinitionBuilder) => column.notNull();

/** Devices whose inventories are read at once. */
const BATCH = 500;

/** What queries ask for, in columns and rows of its own; groups; what is installed; the rules of presence. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await deviceColumns(db);
  await deviceRows(db);
  await groups(db);
  await fromInventories(db as Kysely<Before>);
  await fromActions(db as Kysely<Before>);
  await indexes(db);
}

async function deviceColumns(db: Kysely<unknown>): Promise<void> {
  // SQLite adds one column a statement.
  const add = (
    name: string,
    type: "text" | "bigint",
    build: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder,
  ) => db.schema.alterTable("devices").addColumn(name, type, build).execute();
  await add("hostname", text, (column) => column.notNull().defaultTo(""));
  for (const name of ["memory_bytes", "disk_free_bytes", "cpu_count"])
    await add(name, number, (column) => column.notNull().defaultTo(0));
  for (const name of ["first_seen_ms", "retired_ms"]) await add(name, number, (column) => column);
}

async function deviceRows(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("device_tags")
    .addColumn("device_number", "integer", required)
    .addColumn("tag", text, required)
    .addPrimaryKeyConstraint("device_tags_pk", ["device_number", "tag"])
    .execute();
  for (const name of ["device_attributes", "device_facts"])
    await db.schema
      .createTable(name)
      .addColumn("device_number", "integer", required)
      .addColumn("name", text, required)
      .addColumn("value", text, required)
      .addColumn("number", real)
      .addPrimaryKeyConstraint(`${name}_pk`, ["device_number", "name"])
      .execute();
  await db.schema
    .createTable("device_addresses")
    .addColumn("device_number", "integer", required)
    .addColumn("address", text, required)
    .addColumn("subnet", text, required)
    .addPrimaryKeyConstraint("device_addresses_pk", ["device_number", "address"])
    .execute();
  await db.schema
    .createTable("device_releases")
    .addColumn("device_number", "integer", required)
    .addColumn("package", text, required)
    .addColumn("release_id", number)
    .addColumn("version", text)
    .addColumn("since_ms", number)
    .addColumn("action_id", number)
    .addColumn("before_release_id", number)
    .addColumn("before_version", text)
    .addColumn("failed_action_id", number)
    .addColumn("failed_ms", number)
    .addPrimaryKeyConstraint("device_releases_pk", ["device_number", "package"])
    .execute();
}

async function groups(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("groups")
    .addColumn("name", text, (column) => column.primaryKey().notNull())
    .addColumn("description", text, required)
    .addColumn("query", text)
    .addColumn("version", number, required)
    .addColumn("created_ms", number, required)
    .addColumn("created_by", text, required)
    .addColumn("updated_ms", number, required)
    .addColumn("updated_by", text, required)
    .execute();
  await db.schema
    .createTable("group_members")
    .addColumn("group_name", text, required)
    .addColumn("device_number", "integer", required)
    .addPrimaryKeyConstraint("group_members_pk", ["group_name", "device_number"])
    .execute();
  await db.schema
    .createTable("fleet_rules")
    .addColumn("name", text, (column) => column.primaryKey().notNull())
    .addColumn("value", number, required)
    .execute();
  await db.schema
    .createTable("fleet_watch")
    .addColumn("id", "integer", (column) => column.primaryKey().notNull())
    .addColumn("alive_ms", number, required)
    .addColumn("trusted_from_ms", number, required)
    .execute();
}

/** As far as this migration needs to know the tables. */
interface Before {
  devices: {
    number: number;
    id: string;
    inventory: string;
    enrolled_ms: number;
    last_seen_ms: number;
    hostname: string;
    memory_bytes: number;
    disk_free_bytes: number;
    cpu_count: number;
    first_seen_ms: number | null;
  };
  device_facts: { device_number: number; name: string; value: string; number: number | null };
  device_addresses: { device_number: number; address: string; subnet: string };
  device_releases: {
    device_number: number;
    package: string;
    release_id: number | null;
    version: string | null;
    since_ms: number | null;
    action_id: number | null;
    failed_action_id: number | null;
    failed_ms: number | null;
  };
  actions: {
    id: number;
    device_id: string;
    package: string;
    version: string;
    release_id: number;
    kind: string;
    state: string;
    ended_ms: number | null;
  };
}

interface Inventory {
  hostname?: string;
  memoryBytes?: number;
  diskFreeBytes?: number;
  cpuCount?: number;
  links?: { addresses?: string[] }[];
  facts?: Record<string, { value: string | number | boolean }>;
}

async function fromInventories(db: Kysely<Before>): Promise<void> {
  for (let after = 0; ; ) {
    const devices = await db
      .selectFrom("devices")
      .select(["number", "inventory", "enrolled_ms", "last_seen_ms"])
      .where("number", ">", after)
      .orderBy("number")
      .limit(BATCH)
      .execute();
    for (const device of devices) {
      const inventory = JSON.parse(device.inventory) as Inventory;
      await db
        .updateTable("devices")
        .set({
          hostname: inventory.hostname ?? "",
          memory_bytes: inventory.memoryBytes ?? 0,
          disk_free_bytes: inventory.diskFreeBytes ?? 0,
          cpu_count: inventory.cpuCount ?? 0,
          // Until now, nothing told a device that never came from one that came at once.
          first_seen_ms: device.last_seen_ms > device.enrolled_ms ? device.enrolled_ms : null,
        })
        .where("number", "=", device.number)
        .execute();
      const facts = Object.entries(inventory.facts ?? {}).map(([name, { value }]) => ({
        device_number: device.number,
        name,
        value: String(value),
        number: numberOf(value),
      }));
      if (facts.length > 0) await db.insertInto("device_facts").values(facts).execute();
      const addresses = new Map<string, string>();
      for (const address of (inventory.links ?? []).flatMap((link) => link.addresses ?? [])) {
        const [host = "", length = ""] = address.split("/");
        const prefix = prefixOf(host, Number(length));
        if (prefix) addresses.set(address, `${prefix.network}/${prefix.length}`);
      }
      const rows = [...addresses].map(([address, subnet]) => ({ device_number: device.number, address, subnet }));
      if (rows.length > 0) await db.insertInto("device_addresses").values(rows).execute();
    }
    if (devices.length < BATCH) return;
    after = devices.at(-1)!.number;
  }
}

function numberOf(value: string | number | boolean): number | null {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^-?[0-9]{1,18}(\.[0-9]{1,18})?$/.test(value) ? Number(value) : null;
}

/** What the last success says is there, and what the last attempt failed at; what was there before that is not known. */
async function fromActions(db: Kysely<Before>): Promise<void> {
  const last = (states: string[]) =>
    db
      .selectFrom("actions")
      .select((eb) => eb.fn.max("id").as("id"))
      .where("kind", "in", ["install", "remove"])
      .where("state", "in", states)
      .groupBy(["device_id", "package"]);
  await db
    .insertInto("device_releases")
    .columns(["device_number", "package", "release_id", "version", "since_ms", "action_id"])
    .expression(
      db
        .selectFrom("actions")
        .innerJoin("devices", "devices.id", "actions.device_id")
        .where("actions.id", "in", last(["succeeded"]))
        .select((eb) => [
          "devices.number as device_number",
          "package",
          eb.case().when("kind", "=", "install").then(eb.ref("release_id")).end().as("release_id"),
          eb.case().when("kind", "=", "install").then(eb.ref("version")).end().as("version"),
          "ended_ms as since_ms",
          "actions.id as action_id",
        ]),
    )
    .execute();
  await db
    .insertInto("device_releases")
    .columns(["device_number", "package", "failed_action_id", "failed_ms"])
    .expression(
      db
        .selectFrom("actions")
        .innerJoin("devices", "devices.id", "actions.device_id")
        .where("actions.id", "in", last(["succeeded", "failed"]))
        .where("state", "=", "failed")
        .select([
          "devices.number as device_number",
          "package",
          "actions.id as failed_action_id",
          "ended_ms as failed_ms",
        ]),
    )
    .onConflict((on) =>
      on.columns(["device_number", "package"]).doUpdateSet((eb) => ({
        failed_action_id: eb.ref("excluded.failed_action_id"),
        failed_ms: eb.ref("excluded.failed_ms"),
      })),
    )
    .execute();
}

async function indexes(db: Kysely<unknown>): Promise<void> {
  const index = (name: string, table: string, columns: string) =>
    sql`create index ${sql.raw(name)} on ${sql.raw(table)} (${sql.raw(columns)})`.execute(db);
  // Everything of a device that a query looks at, in the order of lists: without it each row would be read with its inventory.
  await index(
    "devices_asked",
    "devices",
    "number, id, name, hostname, os, os_version, distribution, arch, bitness, form_factor, agent_version, memory_bytes, disk_free_bytes, cpu_count, setting_set, enrolled_ms, first_seen_ms, last_seen_ms, retired_ms",
  );
  for (const column of ["os_version", "agent_version"]) await index(`devices_${column}`, "devices", column);
  await index("device_tags_tag", "device_tags", "tag, device_number");
  for (const table of ["device_attributes", "device_facts"])
    await index(`${table}_value`, table, "name, value, number, device_number");
  await index("device_addresses_subnet", "device_addresses", "subnet, address, device_number");
  await index("device_releases_version", "device_releases", "package, version, device_number");
  await index("device_releases_device", "device_releases", "package, device_number, version");
  await sql`create index device_releases_failed on device_releases (package, device_number) where failed_ms is not null`.execute(
    db,
  );
  await index("group_members_device", "group_members", "device_number, group_name");
}
