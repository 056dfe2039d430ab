import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import type { OpenDevice, Opened } from "./open-device.ts";

/** Opens the device that a package names, for an image of this size. */
export type OpenByName = (selector: string, imageBytes: number) => Promise<Opened>;

/** Block devices that actions write images to: open, and so nobody else's, from the first byte until the action lets go. */
export class OpenImages {
  readonly #openDevice: OpenByName;
  readonly #open = new Map<string, OpenDevice>();

  constructor(openDevice: OpenByName) {
    this.#openDevice = openDevice;
  }

  /** The action's device: the one that it has open, or opened now. */
  async of(actionId: string, selector: string, { sizeBytes }: Pick<BlobRef, "sizeBytes">): Promise<Opened> {
    const known = this.#open.get(actionId);
    if (known) return { ok: true, device: known };
    const opened = await this.#openDevice(selector, sizeBytes);
    if (opened.ok) this.#open.set(actionId, opened.device);
    return opened;
  }

  async release(actionId: string): Promise<void> {
    const device = this.#open.get(actionId);
    this.#open.delete(actionId);
    await device?.file.close();
  }

  async releaseAll(): Promise<void> {
    await Promise.all([...this.#open.keys()].map((actionId) => this.release(actionId)));
  }
}
