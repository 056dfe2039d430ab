import type { ActionState } from "@shoal/protocol/action/state";
import type { SessionRole } from "@shoal/protocol/session/report";
import type { Delivery, TaskKind, TaskState, Urgency } from "@shoal/protocol/task/task";
import type { Generated, Kysely } from "kysely";

/** Tables as they stand in the database. Times are milliseconds since 1970, JSON is text, booleans are 0 and 1. */
export interface Schema {
  devices: {
    /** Order of enrolment. */
    number: Generated<number>;
    id: string;
    name: string;
    token_hash: string;
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
  };
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
    /** The trust document that the token pins agents to, as it was when the token was made. */
    trust: string;
    created_ms: number;
    created_by: string;
    expires_ms: number;
    uses_left: number;
    uses: number;
    revoked_ms: number | null;
  };
  api_tokens: { id: string; name: string; token_hash: string; created_ms: number; revoked_ms: number | null };
  release_keys: { key_id: string; public_key: string; name: string; added_ms: number; revoked_ms: number | null };
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
    /** SHA-256 of the sealed bytes: the name that assignments use. */
    digest: string;
    sealed: Uint8Array;
    body: string;
    key_id: string;
    created_ms: number;
    created_by: string;
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
    kind: TaskKind;
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
    expires_ms: number | null;
    finished_ms: number | null;
    urgency: Generated<Urgency>;
    deadline_ms: number | null;
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
    why: "cancelled" | "superseded" | null;
    issued_ms: number;
    expires_ms: number;
  };
  audit: {
    id: Generated<number>;
    at_ms: number;
    actor: string;
    what: string;
    subject: string;
    detail: string;
    remote: string | null;
    request_id: string | null;
  };
  events: { id: Generated<number>; at_ms: number; kind: string; subject: string; data: string };
}

/** The database, or a transaction on it: stores take either. */
export type Db = Kysely<Schema>;
