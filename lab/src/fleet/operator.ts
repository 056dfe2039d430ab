import type { Submitted } from "@shoal/core/trust/accept";
import { binOwner, fileOf, targetPath } from "@shoal/core/trust/layout";
import type { MetadataTaken, StagedRelease, TrustState } from "@shoal/protocol/api/trust";
import { encodeCbor } from "@shoal/protocol/codec/cbor";
import type { Problem } from "@shoal/protocol/errors/problem";
import { PieceHasher } from "@shoal/protocol/node/piece-hasher";
import type { Release, ReleaseFile } from "@shoal/protocol/package/release";
import { Publisher, trustKeyOf } from "../trust/publisher.ts";

/** An answer that was not the one hoped for, with the server's own words. */
export class Refused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(`${problem.status} ${problem.code}: ${problem.title}${problem.detail ? ` (${problem.detail})` : ""}`);
    this.problem = problem;
  }
}

/** An operator for tests and benchmarks: the public API with a release key in hand, and nothing that users lack. */
export class Operator {
  readonly url: string;
  readonly token: string;
  readonly publisher: Publisher;

  /** @param publisher whose keys the server knows already */
  constructor(url: string, token: string, publisher = new Publisher()) {
    this.url = url;
    this.token = token;
    this.publisher = publisher;
  }

  async send<T>(
    method: string,
    path: string,
    body?: unknown,
    type = "application/json",
    headers: Record<string, string> = {},
  ): Promise<T> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...headers,
        authorization: `Bearer ${this.token}`,
        ...(body === undefined ? {} : { "content-type": type }),
      },
      ...(body === undefined ? {} : { body: body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Refused(JSON.parse(text) as Problem);
    return (text === "" ? undefined : JSON.parse(text)) as T;
  }

  get<T>(path: string): Promise<T> {
    return this.send<T>("GET", path);
  }

  post<T>(path: string, body: unknown = {}): Promise<T> {
    return this.send<T>("POST", path, body);
  }

  /** Says whose releases devices trust: this operator's. */
  async trust(): Promise<void> {
    const { online } = await this.get<TrustState>("/api/v1/trust");
    const keys = { snapshot: trustKeyOf(online.snapshot), timestamp: trustKeyOf(online.timestamp) };
    await this.submit(this.publisher.ceremony(keys));
  }

  /** What the server has, where an answer of it was lost. */
  async catchUp(): Promise<void> {
    const read = <T>(file: string) => this.get<T>(`/api/v1/trust/metadata/${file}`);
    interface Listing {
      signed: { meta: Record<string, { version: number }> };
    }
    const { signed } = await read<Listing>("timestamp.json");
    const snapshot = await read<Listing>(fileOf("snapshot", signed.meta["snapshot.json"]!.version));
    for (const [file, { version }] of Object.entries(snapshot.signed.meta)) {
      const role = file.replace(/\.json$/, "");
      this.publisher.texts.set(role, JSON.stringify(await read(fileOf(role, version))));
    }
  }

  async submit(metadata: Submitted[]): Promise<MetadataTaken> {
    const taken = await this.post<MetadataTaken>(
      `/api/v1/trust/${metadata.every(({ role }) => binOwner(role)) ? "bins" : "metadata"}`,
      { metadata },
    );
    for (const each of metadata) this.publisher.texts.set(each.role, each.text);
    return taken;
  }

  async upload(name: string, bytes: Uint8Array): Promise<ReleaseFile> {
    const hasher = new PieceHasher();
    hasher.update(bytes);
    const { ref } = hasher.finish();
    await this.send("PUT", `/api/v1/blobs/${ref.digest}`, bytes, "application/octet-stream");
    return { name, ...ref };
  }

  async stage(release: Release): Promise<StagedRelease> {
    return await this.send<StagedRelease>("POST", "/api/v1/staged-releases", encodeCbor(release), "application/cbor");
  }

  /** Stages and signs. */
  async publish<T>(release: Release): Promise<T> {
    const { digest, sizeBytes, published } = await this.stage(release);
    const target = { path: targetPath(release), length: sizeBytes, sha256: digest };
    if (!published) return (await this.submit([this.publisher.add(target)])).published[0] as T;
    const { release: _, ...row } = await this.get<{ release: unknown }>(
      `/api/v1/packages/${release.name}/releases/${release.version}`,
    );
    return row as T;
  }
}
