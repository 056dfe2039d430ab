import type { ActionState } from "@shoal/protocol/action/state";
import type { ActionRole } from "@shoal/protocol/api/task";
import type { RingBucket } from "@shoal/protocol/rollout/state";
import type { SessionRole } from "@shoal/protocol/session/report";
import type { StopReason } from "@shoal/protocol/task/assignment";
import type { Delivery, OrderKind, TaskKind, TaskState, Urgency } from "@shoal/protocol/task/task";
import type { Generated, Kysely } from "kysely";
import type { AuditTables } from "../audit/tables.ts";
import type { FleetTables } from "../fleet/tables.ts";
import type { IdentityTables } from "../identity/tables.ts";
import type { OperatorTables } from "../operator/tables.ts";
import type { RolloutTables } from "../rollout/tables.ts";
import type { SecretTables } from "../secret/tables.ts";
import type { SiemTables } from "../siem/tables.ts";
import type { TrustTables } from "../trust/tables.ts";
import type { WebhookTables } from "../webhook/tables.ts";

/** Tables as they stand in the database. Times are milliseconds since 1970, JSON is text, booleans are 0 and 1. */
export interface Schema
  extends RolloutTables,
    WebhookTables,
    SiemTables,
    FleetTables,
    TrustTables,
    IdentityTables,
    OperatorTables,
    AuditTables,
    SecretTables {
  devices: {
    /** Order of enrolment. */
    number: Generated<number>;
    id: string;
    name: string;
    /** What it is ordered by among names. */
    name_key: string;
    /** SHA-256 of the key that it shows; null: it was enrolled before devices had certificates, and does so anew. */
    key_digest: string | null;
    /** From when the certificate is valid by which that key was taken. */
    key_from_ms: number | null;
    /** Of the key that a renewal was signed for and that was not used yet. */
    next_key_digest: string | null;
    /** Of the newest trust document that it has taken. */
    trust_digest: string | null;
    /** Of the authority that issued its last certificate. */
    issuer: string | null;
    revoked_ms: number | null;
    /** Since when two holders of its key were seen. */
    quarantined_ms: number | null;
    /** Of the agent that checked in last, and since when; each start of an agent is another one. */
    instance: string | null;
    instance_ms: number | null;
    /** Those before it, with spaces in between, the last one first. */
    instances_before: string | null;
    inventory: string;
    inventory_digest: string;
    os: string;
    os_version: string;
    distribution: string;
    arch: string;
    bitness: number;
    form_factor: string;
    agent_version: string;
    capability: number;
    enrolled_ms: number;
    last_seen_ms: number;
    /** Last sequence given out. */
    sequence: Generated<number>;
    /** Highest sequence that was in an answer: above it, an agent cannot have begun. */
    delivered: Generated<number>;
    /** Name of its set of agent settings. */
    setting_set: string | null;
    /** Of the settings that it last said it runs with, and since when. */
    settings_digest: string | null;
    settings_ms: number | null;
    hostname: Generated<string>;
    memory_bytes: Generated<number>;
    disk_free_bytes: Generated<number>;
    cpu_count: Generated<number>;
    /** Null: enrolled, and never heard from since. `last_seen_ms` is then when it enrolled. */
    first_seen_ms: number | null;
    /** Since when it is no target; null: it is one. */
    retired_ms: number | null;
    /** What is sealed to it is sealed with this key, as JSON; null: it has told none yet. */
    sealing_key: string | null;
  };
  device_tags: { device_number: number; tag: string };
  device_attributes: NamedValues;
  /** Of the inventory, for queries. */
  device_facts: NamedValues;
  /** Of the inventory's links: `10.20.1.5/24` in `10.20.1.0/24`. */
  device_addresses: { device_number: number; address: string; subnet: string };
  /** What was proved of a package on a device; one row each. */
  device_releases: {
    device_number: number;
    package: string;
    /** What is there now; null: nothing. */
    release_id: number | null;
    version: string | null;
    /** When this was proved first, and by which action last. Null where nothing was ever proved. */
    since_ms: number | null;
    action_id: number | null;
    /** What was there before that; null: nothing, or nothing that is known. */
    before_release_id: number | null;
    before_version: string | null;
    /** The last attempt, where that failed. */
    failed_action_id: number | null;
    failed_ms: number | null;
  };
  groups: {
    /** In small letters. */
    name: string;
    description: string;
    /** Who is in it; null: those in `group_members`. */
    query: string | null;
    version: number;
    created_ms: number;
    created_by: string;
    updated_ms: number;
    updated_by: string;
  };
  group_members: { group_name: string; device_number: number };
  /** Only those that somebody has set. */
  fleet_rules: { name: string; value: number };
  /** One row: since when this server has been there to hear devices. */
  fleet_watch: { id: number; alive_ms: number; trusted_from_ms: number };
  setting_sets: {
    name: string;
    description: string;
    /** Its values. */
    body: string;
    /** Of the values, as a device that runs with them says it. */
    digest: string;
    version: number;
    created_ms: number;
    created_by: string;
    updated_ms: number;
    updated_by: string;
  };
  enrolment_tokens: {
    id: string;
    secret_hash: string;
    trust_digest: string;
    /** The group that devices are put into which enrol with it. */
    group_name: string | null;
    created_ms: number;
    created_by: string;
    expires_ms: number;
    uses_left: number;
    uses: number;
    revoked_ms: number | null;
  };
  blobs: { digest: string; size_bytes: number; manifest_digest: string; created_ms: number };
  patches: {
    from_digest: string;
    target_digest: string;
    digest: string;
    size_bytes: number;
    manifest_digest: string;
    window_log: number;
    created_ms: number;
  };
  patch_tries: { target_digest: string; from_digest: string; outcome: string; detail: string; tried_ms: number };
  releases: {
    id: Generated<number>;
    package: string;
    version: string;
    publisher: string;
    description: string;
    /** SHA-256 of the document: the name that assignments use, and the metadata signs for. */
    digest: string;
    document: Uint8Array;
    body: string;
    key_id: string;
    created_ms: number;
    created_by: string;
    /** A recall that holds; lifted, all three are null again, and the audit trail has it. */
    recalled_ms: number | null;
    recalled_by: string | null;
    recall_reason: string | null;
  };
  /** Of each release, the packages that it needs, on whatever device, and those that it takes the place of, in whatever version. */
  release_relations: { release_id: number; relation: "needs" | "supersedes"; package: string };
  channels: {
    name: string;
    package: string;
    release_id: number;
    /** Where it pointed before. */
    previous_release_id: number | null;
    created_ms: number;
    created_by: string;
    updated_ms: number;
    updated_by: string;
  };
  release_files: {
    release_id: number;
    variant_id: string;
    position: number;
    name: string;
    digest: string;
    size_bytes: number;
    manifest_digest: string;
  };
  tasks: {
    id: Generated<number>;
    name: string;
    kind: OrderKind;
    delivery: Delivery;
    state: TaskState;
    release_id: number;
    targets: string;
    settings: string;
    life_ms: number;
    created_ms: number;
    created_by: string;
    started_ms: number | null;
    started_by: string | null;
    /** Who stands behind `started_by`. */
    started_person: string | null;
    expires_ms: number | null;
    finished_ms: number | null;
    /** Of its rollout, as JSON; null: every target gets its part at once. */
    rings: string | null;
    dynamic: Generated<number>;
    priority: Generated<number>;
    /** As JSON. */
    retry: string | null;
    urgency: Generated<Urgency>;
    deadline_ms: number | null;
    /** The task that it takes back; null: it is no rollback. */
    rollback_of: number | null;
    /** 1: what it has installed is put back where it disappears. */
    keep: Generated<number>;
    /** The channel that it follows. */
    channel: string | null;
    /** The task whose place it took when the channel was moved. */
    follows: number | null;
  };
  actions: {
    id: Generated<number>;
    task_id: number;
    device_id: string;
    release_id: number;
    package: string;
    version: string;
    kind: TaskKind;
    delivery: Delivery;
    state: ActionState;
    /** Last step of the agent that was stored; 0: none yet. */
    step: Generated<number>;
    variant_id: string | null;
    reason_code: string | null;
    reason_detail: string | null;
    reason_next: string | null;
    exit_code: number | null;
    retry_of: number | null;
    /** Position of its ring; null: its task has none. */
    ring: number | null;
    /** What its device counts as in its ring; null: none, or a later attempt says it. */
    counts_as: RingBucket | null;
    /** 1 is the first. */
    attempt: Generated<number>;
    /** Of what is scheduled for a time. */
    not_before_ms: number | null;
    os: string;
    arch: string;
    form_factor: string;
    created_ms: number;
    accepted_ms: number | null;
    updated_ms: number;
    ended_ms: number | null;
    duration_ms: number | null;
    bytes_cache: Generated<number>;
    bytes_patch: Generated<number>;
    bytes_patch_saved: Generated<number>;
    bytes_multicast: Generated<number>;
    bytes_peer: Generated<number>;
    bytes_site: Generated<number>;
    bytes_origin: Generated<number>;
    bytes_push: Generated<number>;
    /** The person at the device who asked for it. */
    asked_by: string | null;
    /** How often people at the device have put it off. */
    deferrals: number | null;
    /** How long it should take, as its device was told; and how long its installer ran. */
    expected_ms: number | null;
    install_ms: number | null;
    /** 1: by it another release is there than before, or none. */
    changed: Generated<number>;
    /** What was there before; null: nothing, or nothing that is known. */
    had_release_id: number | null;
    /** Null: what its task is for. */
    role: ActionRole | null;
    /** Numbers of the actions that have to come to a good end before it is handed out, as JSON; null: none. */
    waits_for: string | null;
    /** So many times in a row it was put back by then, where its task keeps it. */
    repairs: Generated<number>;
  };
  action_steps: {
    id: Generated<number>;
    action_id: number;
    /** The agent's number; 0 for what the server said. */
    step: number;
    by: "server" | "agent";
    state: ActionState;
    /** By the clock of whoever said it. */
    at_ms: number;
    received_ms: number;
    reason_code: string | null;
    reason_detail: string | null;
    reason_next: string | null;
    result: string | null;
  };
  session_parts: {
    id: Generated<number>;
    task_id: number;
    action_id: number;
    device_id: string;
    session: string;
    digest: string;
    subnet: string;
    site: string | null;
    role: SessionRole;
    led: number;
    late: number;
    symbols_sent: number;
    parity_sent: number;
    symbols_received: number;
    parity_received: number;
    datagrams_heard: number;
    datagrams_lost: number;
    bytes_cache: number;
    bytes_multicast: number;
    bytes_repair: number;
    bytes_peer: number;
    bytes_site: number;
    bytes_origin: number;
    bytes_push: number;
    bytes_again: number;
    /** Where it gave its pieces, as `host|port`; null: it did not say. */
    peer: string | null;
    /** JSON, by such places: what it had of each. */
    peers: string | null;
    /** By the server's clock, as the device knows it. */
    started_ms: number;
    /** The later one of two of the same part is the truer one. */
    ended_ms: number;
    received_ms: number;
  };
  assignments: {
    device_id: string;
    sequence: number;
    action_id: number;
    order_kind: "start" | "cancel";
    why: StopReason | null;
    issued_ms: number;
    expires_ms: number;
  };
  events: { id: Generated<number>; at_ms: number; kind: string; subject: string; data: string };
}

interface NamedValues {
  device_number: number;
  name: string;
  value: string;
  /** The value as a number, where it is one. */
  number: number | null;
}

/** The database, or a transaction on it: stores take either. */
export type Db = Kysely<Schema>;
