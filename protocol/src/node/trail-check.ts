import { createHash } from "node:crypto";
import { Compile } from "typebox/compile";
import { Checkpoint, TrailLine } from "../audit/trail.ts";
import { TrailCheck as Check, type Proving } from "../audit/trail-check.ts";
import { verifierOf } from "./ed25519.ts";

const trailLine = Compile(TrailLine);
const checkpoint = Compile(Checkpoint);

const BY_NODE: Proving = {
  hash: (bytes) => createHash("sha256").update(bytes).digest("hex"),
  verifierOf,
  isLine: (value): value is TrailLine => trailLine.Check(value),
  isCheckpoint: (value): value is Checkpoint => checkpoint.Check(value),
};

/** The same, by Node's own crypto. */
export class TrailCheck extends Check {
  constructor(options?: ConstructorParameters<typeof Check>[1]) {
    super(BY_NODE, options);
  }
}
