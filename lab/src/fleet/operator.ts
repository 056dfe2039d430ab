import { encodeCbor } from "@shoal/protocol/codec/cbor";
import { seal } from "@shoal/protocol/codec/sign1";
import type { Problem } from "@shoal/protocol/errors/problem";
import { generateKeyPem, signerFromPem } from "@shoal/protocol/node/ed25519";
import { PieceHasher } from "@shoal/protocol/node/piece-hasher";
import { RELEASE_CONTEXT, type Release, type ReleaseFile } from "@shoal/protocol/package/release";

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
  readonly signer = signerFromPem(generateKeyPem());

  constructor(url: string, token: string) {
    this.url = url;
    this.token = token;
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

  /** Makes the server accept this operator's releases. */
  async trust(): Promise<void> {
    await this.post("/api/v1/release-keys", { ...this.signer.publicKey, name: "lab" });
  }

  async upload(name: string, bytes: Uint8Array): Promise<ReleaseFile> {
    const hasher = new PieceHasher();
    hasher.update(bytes);
    const { ref } = hasher.finish();
    await this.send("PUT", `/api/v1/blobs/${ref.digest}`, bytes, "application/octet-stream");
    return { name, ...ref };
  }

  async publish<T>(release: Release): Promise<T> {
    return await this.send<T>(
      "POST",
      "/api/v1/releases",
      seal(encodeCbor(release), RELEASE_CONTEXT, this.signer),
      "application/cose",
    );
  }
}
