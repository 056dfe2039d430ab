import type { PieceSet } from "@shoal/core/content/piece-set";
import { Ledger } from "@shoal/core/site/ledger";
import { PIECE_BYTES } from "@shoal/protocol/content/piece";
import { EventQueue } from "./event-queue.ts";
import type { SimDevice } from "./sim-device.ts";
import { SiteMember } from "./site-member.ts";
import { World, type WorldOptions } from "./world.ts";

export interface SiteOptions {
  seed: number;
  pieces: number;
  /** Of each subnet. */
  subnets: Omit<WorldOptions, "seed" | "pieces">[];
  /** Between subnets. */
  bytesPerSecond?: number;
}

/** Pieces that may come again without a death: what is leased to one and to another within one question's time. */
const AGAIN = 2;
const UNTOLD_MS = 1500;

/** Several subnets of one site in one virtual time, each with its own line to the origin, and the server's real ledger. */
export class SimSite {
  readonly queue = new EventQueue();
  readonly ledger: Ledger;
  readonly worlds: World[];
  readonly seed: number;
  readonly pieceMs: number;
  /** Subnets whose devices do not reach each other, as `from>to`. */
  readonly blocked = new Set<string>();
  /** Pieces that were fetched from the origin although another subnet had them, or was fetching them. */
  again = 0;
  deaths = 0;
  readonly #members = new Map<SimDevice, SiteMember>();

  constructor({ seed, pieces, subnets, bytesPerSecond = 12_500_000 }: SiteOptions) {
    this.seed = seed;
    this.ledger = new Ledger({ pieces });
    this.pieceMs = (1000 * PIECE_BYTES) / bytesPerSecond;
    this.worlds = subnets.map(
      (options, net) =>
        new World({ ...options, seed: seed * 31 + net, pieces }, { queue: this.queue, site: this, net }),
    );
  }

  /** Until everybody who is alive is complete, or the time is over. @returns the virtual time then */
  run(untilMs: number): number {
    while (this.worlds.some(({ unfinished }) => unfinished.length > 0) && this.queue.step(untilMs));
    return this.queue.nowMs;
  }

  get copies(): number {
    const bytes = this.worlds.reduce((sum, { counts }) => sum + counts.originBytes, 0);
    return bytes / this.worlds[0]!.sizeBytes;
  }

  /** This device may ask the origin now. @param near what others of its subnet have for it */
  divide(world: World, device: SimDevice, near: PieceSet): void {
    const member = this.#members.get(device);
    if (member) member.near = near;
    else this.#members.set(device, new SiteMember(this, world, device, near));
  }

  /** Somebody else of its subnet does; or it is dead, and says nothing of it. */
  undivide(device: SimDevice): void {
    this.#members.get(device)?.end();
    this.#members.delete(device);
  }

  piece(device: SimDevice, index: number): void {
    this.#members.get(device)?.piece(index);
  }

  /** Somebody of another subnet, or of the same, who answers. */
  reached(from: World, id: string): SimDevice | undefined {
    for (const world of this.worlds) {
      const device = world.devices.find((each) => each.id === id);
      if (device) return this.#reaches(from, device) ? device : undefined;
    }
    return undefined;
  }

  #reaches(from: World, { isAlive, net }: SimDevice): boolean {
    return isAlive && !this.blocked.has(`${from.net}>${net}`);
  }

  dies(device: SimDevice): void {
    this.deaths++;
    device.die();
  }

  /** A device fetches a piece from the origin: is there another subnet that it reaches, which has it or fetches it? */
  begins(world: World, piece: number): void {
    const isElsewhere = [...this.#members].some(
      ([device, member]) => device.net !== world.net && this.#reaches(world, device) && member.holds(piece),
    );
    if (isElsewhere) this.again++;
  }

  /**
   * Everybody who is alive is complete; and where all reach each other, what came again over the WAN is what a line brings until
   * two questions have told who holds what after somebody died. @throws Error where that is not so, with the seed
   */
  judge(): void {
    for (const { model } of this.worlds) model.judgeRest();
    const quickest = Math.max(...this.worlds.map(({ options }) => options.wanBytesPerSecond));
    const most = AGAIN + this.deaths * Math.ceil((quickest * UNTOLD_MS) / 1000 / PIECE_BYTES);
    if (this.blocked.size === 0 && this.again > most)
      throw new Error(`site ${this.seed}: one copy comes over the WAN: ${this.again} of at most ${most} came again`);
  }
}
