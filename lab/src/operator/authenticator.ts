import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

interface Options {
  challenge: string;
  rpId?: string;
  rp?: { id: string };
  user?: { id: string };
}

/** CBOR of the few things that an authenticator says: small numbers, bytes, texts, maps. */
function cbor(value: number | string | Uint8Array | Map<number | string, unknown>): Buffer {
  const head = (major: number, length: number): Buffer =>
    length < 24
      ? Buffer.from([(major << 5) | length])
      : length < 256
        ? Buffer.from([(major << 5) | 24, length])
        : Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
  if (typeof value === "number") return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === "string") return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Map)
    return Buffer.concat([
      head(5, value.size),
      ...[...value].flatMap(([key, each]) => [cbor(key), cbor(each as number)]),
    ]);
  return Buffer.concat([head(2, value.length), value]);
}

const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest();

/** An authenticator in software (WebAuthn, ES256): says what a security key and the browser in front of it would. */
export class Authenticator {
  readonly #id = randomBytes(32);
  readonly #private: KeyObject;
  readonly #cose: Buffer;
  /** How often it has signed; one that was copied counts beside the other. */
  count = 0;
  #user = "";
  /** Whether the person has shown a finger or a code. */
  verified = true;

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const { x, y } = publicKey.export({ format: "jwk" });
    const point = (text: string) => Buffer.from(text, "base64url");
    this.#private = privateKey;
    this.#cose = cbor(
      new Map<number, unknown>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, point(x!)],
        [-3, point(y!)],
      ]),
    );
  }

  create(options: Options, origin: string) {
    this.#user = options.user!.id;
    const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, this.#id.length]), this.#id, this.#cose]);
    const authData = Buffer.concat([this.#authData(options.rp!.id, 0x40), credential]);
    const attestation = cbor(
      new Map<string, unknown>([
        ["fmt", "none"],
        ["attStmt", new Map()],
        ["authData", authData],
      ]),
    );
    return this.#answer({
      clientDataJSON: this.#client("webauthn.create", options, origin).toString("base64url"),
      attestationObject: attestation.toString("base64url"),
      transports: ["internal"],
    });
  }

  get(options: Options, origin: string) {
    const client = this.#client("webauthn.get", options, origin);
    const authData = this.#authData(options.rpId!, 0);
    return this.#answer({
      clientDataJSON: client.toString("base64url"),
      authenticatorData: authData.toString("base64url"),
      signature: sign("sha256", Buffer.concat([authData, sha256(client)]), this.#private).toString("base64url"),
      userHandle: this.#user,
    });
  }

  #answer(response: object) {
    const id = this.#id.toString("base64url");
    return { id, rawId: id, type: "public-key", clientExtensionResults: {}, response };
  }

  #client(type: string, { challenge }: Options, origin: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }

  #authData(site: string, flags: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(++this.count);
    return Buffer.concat([sha256(site), Buffer.from([flags | 0x01 | (this.verified ? 0x04 : 0)]), counter]);
  }
}
