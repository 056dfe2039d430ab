import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject, randomBytes } from "node:crypto";
import { SYMBOL_HEAD_BYTES, typeByte, typeOf, writeSymbolHead } from "@shoal/protocol/multicast/codec";
import type { SessionMessage } from "@shoal/protocol/multicast/messages";
import type { SessionKeys } from "./keys.ts";
import { ReplayWindow } from "./replay-window.ts";

// type 1 | session 8 | incarnation 6 | counter 6 | body | tag 16
const SESSION_AT = 1;
const INCARNATION_AT = 9;
const COUNTER_AT = 15;
const HEAD_BYTES = 21;
const INCARNATION_BYTES = COUNTER_AT - INCARNATION_AT;
const TAG_BYTES = 16;
const NONCE_BYTES = 12;
const CIPHER = "aes-128-gcm";

/** Senders of one session that are known at once; beyond them the one heard longest ago is forgotten. */
const SENDERS = 4096;
/** Keys that are made for datagrams of unknown senders in a second: a flood of inventions costs no more than this. */
const NEW_SENDERS_PER_S = 2000;

/** A key for one sender of one session: its counter is the nonce, and never comes twice under the same key. */
function senderKey(keys: SessionKeys, incarnation: Uint8Array): KeyObject {
  return createSecretKey(new Uint8Array(hkdfSync("sha256", keys.datagram, incarnation, "shoal/sender/1", 16)));
}

/** The session that a datagram says it is of, in hexadecimal; undefined where it is too short to be one. */
export function sessionOf(datagram: Uint8Array): string | undefined {
  if (datagram.length < HEAD_BYTES + TAG_BYTES) return undefined;
  return Buffer.from(datagram.buffer, datagram.byteOffset + SESSION_AT, INCARNATION_AT - SESSION_AT).toString("hex");
}

/** Seals what this device says in one session. RFC 5116, AEAD_AES_128_GCM; the head is authenticated too. */
export class Sealer {
  /** Drawn anew for each sealer, because a nonce must not come twice. */
  readonly incarnation = randomBytes(INCARNATION_BYTES);
  readonly #key: KeyObject;
  readonly #head = Buffer.alloc(HEAD_BYTES);
  readonly #nonce = Buffer.alloc(NONCE_BYTES);
  #counter = 0;

  constructor(keys: SessionKeys) {
    this.#key = senderKey(keys, this.incarnation);
    this.#head.set(keys.id, SESSION_AT);
    this.#head.set(this.incarnation, INCARNATION_AT);
  }

  seal(type: SessionMessage["type"], body: Uint8Array): Buffer {
    const counter = ++this.#counter;
    this.#head[0] = typeByte(type);
    this.#head.writeUIntBE(counter, COUNTER_AT, 6);
    this.#nonce.writeUIntBE(counter, NONCE_BYTES - 6, 6);
    const cipher = createCipheriv(CIPHER, this.#key, this.#nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(this.#head);
    const sealed = cipher.update(body);
    cipher.final();
    return Buffer.concat([this.#head, sealed, cipher.getAuthTag()], HEAD_BYTES + body.length + TAG_BYTES);
  }

  /** @param symbol 1,408 bytes, behind room for its head: `SYMBOL_HEAD_BYTES` */
  sealSymbol(block: number, index: number, symbol: Uint8Array): Buffer {
    writeSymbolHead(symbol, 0, block, index);
    return this.seal("symbol", symbol);
  }
}

/** Room for a symbol and its head, as {@link Sealer.sealSymbol} wants it. */
export function symbolRoom(symbolBytes: number): Uint8Array {
  return new Uint8Array(SYMBOL_HEAD_BYTES + symbolBytes);
}

export interface Opened {
  type: SessionMessage["type"];
  /** Hexadecimal; the same for everything that one sender says in its session. */
  incarnation: string;
  counter: number;
  body: Buffer;
}

interface Sender {
  key: KeyObject;
  window: ReplayWindow;
}

/** Opens what others say in one session. What is forged, altered, replayed or our own gives nothing. */
export class Opener {
  readonly #keys: SessionKeys;
  readonly #own: string;
  readonly #senders = new Map<string, Sender>();
  readonly #nonce = Buffer.alloc(NONCE_BYTES);
  #second = 0;
  #newInSecond = 0;
  /** Datagrams of this session's name that were not of its devices, or came twice. */
  refused = 0;

  constructor(keys: SessionKeys, own: Sealer) {
    this.#keys = keys;
    this.#own = own.incarnation.toString("hex");
  }

  open(datagram: Uint8Array, nowMs: number): Opened | undefined {
    const bytes = Buffer.from(datagram.buffer, datagram.byteOffset, datagram.length);
    const type = typeOf(bytes[0] ?? 0);
    if (!type || bytes.length < HEAD_BYTES + TAG_BYTES) return undefined;
    const incarnation = bytes.toString("hex", INCARNATION_AT, COUNTER_AT);
    if (incarnation === this.#own) return undefined;
    const known = this.#senders.get(incarnation);
    const sender = known ?? this.#newSender(bytes.subarray(INCARNATION_AT, COUNTER_AT), nowMs);
    const counter = bytes.readUIntBE(COUNTER_AT, 6);
    const body = sender && this.#decipher(sender, bytes);
    if (!body || !sender.window.take(counter)) {
      this.refused++;
      return undefined;
    }
    // Only who has the key is remembered.
    if (!known) this.#remember(incarnation, sender);
    return { type, incarnation, counter, body };
  }

  #decipher({ key }: Sender, bytes: Buffer): Buffer | undefined {
    bytes.copy(this.#nonce, NONCE_BYTES - 6, COUNTER_AT, HEAD_BYTES);
    const decipher = createDecipheriv(CIPHER, key, this.#nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(bytes.subarray(0, HEAD_BYTES));
    decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
    try {
      const body = decipher.update(bytes.subarray(HEAD_BYTES, bytes.length - TAG_BYTES));
      decipher.final();
      return body;
    } catch {
      return undefined;
    }
  }

  #newSender(incarnation: Uint8Array, nowMs: number): Sender | undefined {
    const second = Math.floor(nowMs / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#newInSecond = 0;
    }
    if (++this.#newInSecond > NEW_SENDERS_PER_S) return undefined;
    return { key: senderKey(this.#keys, incarnation), window: new ReplayWindow() };
  }

  #remember(incarnation: string, sender: Sender): void {
    if (this.#senders.size >= SENDERS) {
      const oldest = this.#senders.keys().next();
      if (!oldest.done) this.#senders.delete(oldest.value);
    }
    this.#senders.set(incarnation, sender);
  }
}
