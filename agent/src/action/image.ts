import type { ActionRecord } from "@shoal/core/action/record";
import type { Reason } from "@shoal/protocol/action/reason";
import type { Variant } from "@shoal/protocol/package/release";
import { say } from "@shoal/protocol/sentence/say";
import type { Host } from "../host/host.ts";
import { imageOf } from "../image/main-image.ts";
import type { OpenDevice } from "../image/open-device.ts";
import { OpenImages } from "../image/open-images.ts";
import { readBack } from "../image/read-back.ts";
import { deviceFailed } from "../image/refusal.ts";
import { sealOf, type WrittenImage } from "../image/written-image.ts";

export type ReadBack =
  | { kind: "written"; image: WrittenImage }
  | { kind: "corrupt"; detail: string }
  | { kind: "failed"; reason: Reason };

/** An action's block device: opened when content begins to come, read back when it is there, let go before anything runs. */
export class ImageSteps {
  readonly #host: Host;
  readonly #images: OpenImages;
  /** What was read back, by action. */
  readonly #written = new Map<string, WrittenImage>();

  constructor(host: Host, stateDir: string) {
    this.#host = host;
    this.#images = new OpenImages((selector, imageBytes) => host.openDevice(selector, imageBytes, stateDir));
  }

  /** @returns undefined where the action writes to no device */
  async open(
    { assignment }: ActionRecord,
    variant: Variant,
  ): Promise<{ ok: true; digest: string; device: OpenDevice } | { ok: false; reason: Reason } | undefined> {
    const image = assignment.kind === "install" ? imageOf(variant) : undefined;
    if (!image) return undefined;
    const opened = await this.#images.of(assignment.actionId, image.installer.device, image.file);
    return opened.ok ? { ...opened, digest: image.file.digest } : opened;
  }

  /** Compares what the device gives back with the image's digest, unless nothing was written since that was done. */
  async readBack(record: ActionRecord, variant: Variant, signal: AbortSignal): Promise<ReadBack | undefined> {
    const opened = await this.open(record, variant);
    const image = imageOf(variant);
    if (!opened || !image) return undefined;
    if (!opened.ok) return { kind: "failed", reason: opened.reason };
    const { actionId } = record.assignment;
    const { file, name, number } = opened.device;
    const { digest, sizeBytes } = image.file;
    try {
      await file.sync();
      const bootId = await this.#host.bootId().catch(() => undefined);
      const seal = bootId && sealOf(number, bootId);
      const known = this.#written.get(actionId);
      if (known && seal && known.seal === seal) return { kind: "written", image: known };
      const now = await readBack(file, sizeBytes, signal);
      if (now !== digest)
        return { kind: "corrupt", detail: say("gives-back", { path: name, digest: now, wanted: digest }) };
      const written = { selector: image.installer.device, digest, sizeBytes, ...(seal ? { seal } : {}) };
      this.#written.set(actionId, written);
      return { kind: "written", image: written };
    } catch (error) {
      if (signal.aborted || !(error as NodeJS.ErrnoException).code) throw error;
      return { kind: "failed", reason: deviceFailed(name, error as Error) };
    }
  }

  /** Others may mount it from now on. */
  async release(actionId: string): Promise<void> {
    this.#written.delete(actionId);
    await this.#images.release(actionId);
  }

  async close(): Promise<void> {
    await this.#images.releaseAll();
  }
}
