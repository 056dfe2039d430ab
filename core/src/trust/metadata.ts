import {
  type Key,
  Metadata,
  MetadataKind,
  type Root,
  Signature,
  type Snapshot,
  type Targets,
  type Timestamp,
} from "@tufjs/models";

/** Metadata of TUF as text and back. The library's models do both; what they throw at hostile text is caught here. */
export interface Kinds {
  root: Metadata<Root>;
  targets: Metadata<Targets>;
  snapshot: Metadata<Snapshot>;
  timestamp: Metadata<Timestamp>;
}
export type Kind = keyof Kinds;

/** A private key that signs, with the public half as metadata names it. */
export interface TrustSigner {
  key: Key;
  sign(message: Uint8Array): Uint8Array;
}

const KINDS: Record<Kind, MetadataKind> = {
  root: MetadataKind.Root,
  targets: MetadataKind.Targets,
  snapshot: MetadataKind.Snapshot,
  timestamp: MetadataKind.Timestamp,
};

/** What kind of metadata a role's is: bins and publishers' roles are like targets. */
export function kindOf(role: string): Kind {
  return role === "root" || role === "snapshot" || role === "timestamp" ? role : "targets";
}

/** @throws Error that says what is malformed */
export function parseMetadata<K extends Kind>(kind: K, text: string): Kinds[K] {
  // The overloads go by one kind each.
  const metadata = Metadata.fromJSON(KINDS[kind] as MetadataKind.Root, JSON.parse(text)) as unknown as Kinds[K];
  const { version } = metadata.signed;
  if (!Number.isSafeInteger(version) || version < 1) throw new Error(`version ${version} is none`);
  return metadata;
}

export function textOf(metadata: Kinds[Kind]): string {
  return JSON.stringify(metadata.toJSON());
}

/** Adds the signature of each; one that a key has made before is replaced. */
export function signWith(metadata: Kinds[Kind], signers: readonly TrustSigner[]): void {
  for (const { key, sign } of signers)
    metadata.sign((bytes) => new Signature({ keyID: key.keyID, sig: hex(sign(bytes)) }));
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
