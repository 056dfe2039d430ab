import Type, { type Static } from "typebox";
import { LIMITS } from "../limits.ts";
import { ARCHITECTURES, FORM_FACTORS, OS_NAMES } from "./kinds.ts";
import { Link } from "./link.ts";

export const OsName = Type.Enum(OS_NAMES);
export const Architecture = Type.Enum(ARCHITECTURES);
export const FormFactor = Type.Enum(FORM_FACTORS);
export const Bitness = Type.Union([Type.Literal(32), Type.Literal(64)]);
export type OsName = (typeof OS_NAMES)[number];
export type Architecture = (typeof ARCHITECTURES)[number];
export type FormFactor = (typeof FORM_FACTORS)[number];

/** The part of the inventory that variants match on. */
export const Platform = Type.Object(
  {
    os: OsName,
    /** Windows: 10.0.22631; macOS: 15.1; Linux: the distribution's VERSION_ID, "" where there is none. */
    osVersion: Type.String({ maxLength: 64 }),
    /** Linux: ID of os-release (`debian`, `rhel` …). "" elsewhere. */
    distribution: Type.String({ maxLength: 64 }),
    /** Of the hardware, not of the agent's process. */
    arch: Architecture,
    /** Of the operating system's userland: a 64-bit processor may carry a 32-bit system. */
    bitness: Bitness,
    formFactor: FormFactor,
  },
  { additionalProperties: false },
);
export type Platform = Static<typeof Platform>;

/** One fact with where it was read, so that nobody has to guess why a machine says what it says. */
export const Fact = Type.Object(
  {
    value: Type.Union([Type.String({ maxLength: 1024 }), Type.Number(), Type.Boolean()]),
    source: Type.String({ maxLength: 256 }),
  },
  { additionalProperties: false },
);
export type Fact = Static<typeof Fact>;

/** What an agent reports of its machine. `facts` may grow; what variants match on may not without a capability. */
export const Inventory = Type.Object(
  {
    platform: Platform,
    hostname: Type.String({ maxLength: LIMITS.deviceNameChars }),
    agentVersion: Type.String({ maxLength: 64 }),
    memoryBytes: Type.Integer({ minimum: 0 }),
    cpuCount: Type.Integer({ minimum: 0 }),
    diskFreeBytes: Type.Integer({ minimum: 0 }),
    /** Network interfaces with an address; absent where the system does not say. */
    links: Type.Optional(Type.Array(Link, { maxItems: LIMITS.inventoryLinks })),
    /** By name in dotted lower case: `os.name`, `hardware.model`, `hardware.virtual`, `battery.present`, `id.machine` … */
    facts: Type.Record(Type.String({ pattern: "^[a-z][a-zA-Z0-9.]{0,63}$" }), Fact, { additionalProperties: false }),
  },
  { additionalProperties: false },
);
export type Inventory = Static<typeof Inventory>;
