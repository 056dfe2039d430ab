import type { ChosenLink } from "@shoal/core/subnet/choose-links";
import type { Log } from "../log/log.ts";
import { type PeerServer, type PeerServerOptions, servePeers } from "../peer/serve.ts";
import type { Address, Transport, TransportFactory } from "../transport/transport.ts";
import { CONTROL_GROUP } from "./keys.ts";

/** The sockets of this device on one of its links. */
export interface OpenWire {
  link: ChosenLink;
  transport: Transport;
  peers: PeerServer;
}

export interface WiresOptions {
  factory: TransportFactory;
  /** The one port that firewalls can name. */
  port: number;
  serving: Pick<PeerServerOptions, "store" | "keyOf" | "gate" | "rateBytesPerSecond">;
  log: Log;
  datagram: (wire: string, bytes: Uint8Array, from: Address) => void;
  /** It is closed already. */
  down: (wire: string) => void;
}

/** By which a wire is known: the address that it had when it was opened. */
export function wireName({ name, address }: ChosenLink): string {
  return `${name} ${address}`;
}

/** Opened with the first session on a link: an idle agent holds no socket for it. */
export class Wires {
  readonly #options: WiresOptions;
  readonly #open = new Map<string, Promise<OpenWire | undefined>>();

  constructor(options: WiresOptions) {
    this.#options = options;
  }

  /** @returns undefined where the link cannot be used, which is logged */
  open(link: ChosenLink): Promise<OpenWire | undefined> {
    const name = wireName(link);
    const known = this.#open.get(name);
    if (known) return known;
    const opening = this.#connect(name, link).catch((error: Error) => {
      this.#options.log.warn(`no multicast by ${name}: ${error.message}`);
      // The next session tries again.
      this.#open.delete(name);
      return undefined;
    });
    this.#open.set(name, opening);
    return opening;
  }

  /** Ends what others are given of a session; its key must be gone before. */
  drop(sessionId: string): void {
    for (const wire of this.#open.values()) void wire.then((each) => each?.peers.drop(sessionId));
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open.keys()].map((name) => this.#close(name)));
  }

  async #connect(name: string, link: ChosenLink): Promise<OpenWire> {
    const { factory, port, serving, log, datagram } = this.#options;
    const transport = await factory.open(link, port, {
      datagram: (bytes, from) => datagram(name, bytes, from),
      down: (why) => this.#down(name, why),
    });
    transport.join(CONTROL_GROUP[link.address.includes(":") ? 6 : 4]);
    const serve = { ...serving, address: link.address };
    // Another port where somebody has it.
    const peers = await servePeers({ ...serve, port })
      .catch(() => servePeers(serve))
      .catch(async (error: Error) => {
        await transport.close();
        throw error;
      });
    log.info(`multicast by ${link.name} (${link.address}), pieces for others at port ${peers.port}`);
    return { transport, link, peers };
  }

  #down(name: string, why: string): void {
    this.#options.log.warn(`the link is gone: ${why}`);
    void this.#close(name);
    this.#options.down(name);
  }

  async #close(name: string): Promise<void> {
    const opening = this.#open.get(name);
    this.#open.delete(name);
    const wire = await opening;
    await Promise.all([wire?.peers.close(), wire?.transport.close()]);
  }
}
