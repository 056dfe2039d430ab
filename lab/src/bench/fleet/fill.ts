import { seededRandom } from "@shoal/core/random/seeded";
import { CAPABILITY } from "@shoal/protocol/capability";
import type { Inventory } from "@shoal/protocol/device/platform";
import type { Db, Schema } from "@shoal/server/db/schema";
import { type DeviceModel, MIXED_FLEET } from "../../fleet/model.ts";

const DAY = 86_400_000;
export const NOW_MS = 1_800_000_000_000;
/** Devices that are made and written at once. */
const BATCH = 5000;
/** As many as an agent reads of a large machine. */
const FACTS = 30;
const SITES = 200;
const MODELS = ["Surface Pro 9", "ThinkPad X1", "OptiPlex 7010", "MacBookPro18,3"];

interface Device {
  index: number;
  id: string;
  model: DeviceModel;
  facts: [name: string, value: string][];
  floor: number;
  site: number;
  lastSeenMs: number;
}

/**
 * A fleet in the database, without anybody having enrolled: tags, attributes, facts, addresses, what is installed,
 * two groups.
 * @param keyDigest of the one key that all of them have
 * @param nowMs they were seen in the hundred days before
 */
export async function fillFleet(db: Db, count: number, keyDigest?: string, nowMs = NOW_MS): Promise<void> {
  const random = seededRandom(7);
  const below = (limit: number) => Math.floor(random() * limit);
  await db.transaction().execute(async (trx) => {
    for (let from = 0; from < count; from += BATCH) {
      const devices = Array.from({ length: Math.min(BATCH, count - from) }, (_, at) => device(from + at, below, nowMs));
      await insert(
        trx,
        "devices",
        devices.map((each) => deviceRow(each, below, keyDigest, nowMs)),
      );
      await insert(
        trx,
        "device_tags",
        devices.flatMap((each) => tagRows(each, below)),
      );
      await insert(trx, "device_attributes", devices.flatMap(attributeRows));
      await insert(trx, "device_facts", devices.flatMap(factRows));
      await insert(trx, "device_addresses", devices.flatMap(addressRows));
      await insert(
        trx,
        "device_releases",
        devices.flatMap((each) => releaseRows(each, below)),
      );
      const members = devices.filter(({ index }) => index % 10 === 0);
      await insert(
        trx,
        "group_members",
        members.map(({ index }) => ({ group_name: "berlin", device_number: index + 1 })),
      );
    }
    const row = { description: "", version: 1, created_ms: 0, created_by: "", updated_ms: 0, updated_by: "" };
    await insert(trx, "groups", [
      { ...row, name: "berlin", query: null },
      { ...row, name: "tills", query: "tag:till group:berlin" },
    ]);
  });
}

async function insert(trx: Db, table: keyof Schema, rows: readonly object[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 1000)
    await trx
      .insertInto(table)
      .values(rows.slice(at, at + 1000) as never)
      .execute();
}

type Below = (limit: number) => number;

function device(index: number, below: Below, nowMs: number): Device {
  const facts = Array.from({ length: FACTS }, (_, at): [string, string] => [
    `of${at % 5}.fact${at}`,
    `value ${below(20)}`,
  ]);
  return {
    index,
    id: `d-${index.toString(36).padStart(16, "0")}`,
    model: MIXED_FLEET[below(MIXED_FLEET.length)]!,
    facts: [...facts, ["hardware.model", MODELS[below(MODELS.length)]!], ["id.machine", `machine-${index}`]],
    floor: below(40),
    site: below(SITES),
    lastSeenMs: nowMs - below(100 * DAY),
  };
}

function deviceRow(
  { index, id, model, facts, site, lastSeenMs }: Device,
  below: Below,
  keyDigest: string | undefined,
  nowMs: number,
): object {
  const { platform, memoryBytes, cpuCount } = model;
  const name = `${model.name}-${index}`;
  const inventory: Inventory = {
    platform,
    hostname: name,
    agentVersion: "0.1.0",
    memoryBytes,
    cpuCount,
    diskFreeBytes: 100e9,
    links: [0, 1].map((link) => ({
      name: `eth${link}`,
      kind: "wired",
      addresses: [addressOf(index, site, link), `fe80::${link}/64`],
      gateways: [`10.${site}.${link}.254`],
    })),
    facts: Object.fromEntries(facts.map(([key, value]) => [key, { value, source: "/sys/class/somewhere/else" }])),
  };
  return {
    number: index + 1,
    id,
    name,
    key_digest: keyDigest ?? null,
    inventory: JSON.stringify(inventory),
    inventory_digest: "",
    os: platform.os,
    os_version: platform.osVersion,
    distribution: platform.distribution,
    arch: platform.arch,
    bitness: platform.bitness,
    form_factor: platform.formFactor,
    agent_version: `0.1.${below(5)}`,
    capability: CAPABILITY,
    hostname: name,
    memory_bytes: memoryBytes,
    disk_free_bytes: 100e9,
    cpu_count: cpuCount,
    enrolled_ms: nowMs - 200 * DAY,
    first_seen_ms: nowMs - 199 * DAY,
    last_seen_ms: lastSeenMs,
    retired_ms: lastSeenMs < nowMs - 90 * DAY ? nowMs : null,
  };
}

function addressOf(index: number, site: number, link: number): string {
  return `10.${site}.${link}.${(index % 250) + 1}/24`;
}

function tagRows({ index, model }: Device, below: Below): object[] {
  const tags = [
    below(2) ? "old" : "young",
    `site-${below(SITES)}`,
    ...(model.platform.formFactor === "pos" ? ["till"] : []),
  ];
  return tags.map((tag) => ({ device_number: index + 1, tag }));
}

function attributeRows({ index, floor, site }: Device): object[] {
  return [
    { device_number: index + 1, name: "floor", value: String(floor), number: floor },
    { device_number: index + 1, name: "city", value: `city ${site}`, number: null },
  ];
}

function factRows({ index, facts }: Device): object[] {
  return facts.map(([name, value]) => ({ device_number: index + 1, name, value, number: null }));
}

function addressRows({ index, site }: Device): object[] {
  return [0, 1].map((link) => ({
    device_number: index + 1,
    address: addressOf(index, site, link),
    subnet: `10.${site}.${link}.0/24`,
  }));
}

function releaseRows({ index }: Device, below: Below): object[] {
  const packages = ["reader", "writer", "browser", "vpn"].filter(() => below(5) > 0);
  return packages.map((name) => ({
    device_number: index + 1,
    package: name,
    release_id: 1,
    version: `24.${below(30)}.0`,
    since_ms: NOW_MS,
    action_id: 1,
    failed_ms: below(50) === 0 ? NOW_MS : null,
  }));
}
