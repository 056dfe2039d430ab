import { createHash } from "node:crypto";
import { once } from "node:events";
import { type FileHandle, open } from "node:fs/promises";
import { type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Connection } from "../context/connection.ts";
import { type FileStamp, sameFile, stampOf } from "../package/file-stamp.ts";
import { failureFromAnswer } from "./problem.ts";
import { failureFromNetwork } from "./unreachable.ts";

/** What is sent at a time; two of these are all that an upload holds, however large the file. */
const CHUNK_BYTES = 512 * 1024;
/** Chunks between two looks at the file itself: whoever writes to it should not have to wait for gigabytes to hear of it. */
const LOOK_EVERY = 32;
/** Silence after which an upload is given up: longer than a server needs to sync the largest blob to its disk. */
const IDLE_MS = 120_000;
/** Answers are short; what is longer is a proxy's page. */
const ANSWER_BYTES = 64 * 1024;

export interface UploadFile {
  path: string;
  digest: string;
  sizeBytes: number;
  /** How the file was when it was hashed. */
  stamp: FileStamp;
}

/** `changed`: the file is not what was hashed any more, and the server was not given its last bytes. */
export type UploadOutcome = "stored" | "known" | "changed";

/**
 * Streams one file to the server under its digest, in constant memory. The bytes are hashed once more on their way, so that
 * a file that changes is told from a line that alters it.
 * @throws Failure where the server refuses or cannot be reached
 */
export async function uploadBlob(
  connection: Connection,
  file: UploadFile,
  signal: AbortSignal,
  onProgress: (sentBytes: number) => void,
): Promise<UploadOutcome> {
  const handle = await open(file.path, "r");
  try {
    if (!sameFile(file.stamp, await stampOf(handle))) return "changed";
    const request = startRequest(connection, file, signal);
    const answered = answerTo(request);
    // The answer may come before the last byte, and so may an error: sending must not wait for ever then.
    const ended = Promise.race([answered, failureOf(request)]).then(
      () => "ended" as const,
      () => "ended" as const,
    );
    const sent = await send(handle, file, request, ended, onProgress);
    if (sent === "changed") {
      request.destroy();
      return "changed";
    }
    const { status, statusText, body } = await Promise.race([answered, failureOf(request)]);
    if (status === 200) return "known";
    if (status === 201) return "stored";
    throw failureFromAnswer(status, statusText, body, `PUT /api/v1/blobs/${file.digest}`);
  } catch (error) {
    if (signal.aborted || (error as Error).name === "Failure") throw error;
    if ((error as NodeJS.ErrnoException).syscall === "read" && (error as NodeJS.ErrnoException).code === "EIO")
      throw error;
    throw failureFromNetwork(error, connection.server);
  } finally {
    await handle.close();
  }
}

function startRequest(connection: Connection, file: UploadFile, signal: AbortSignal): ClientRequest {
  const url = new URL(`${connection.server}/api/v1/blobs/${file.digest}`);
  const request = (url.protocol === "https:" ? httpsRequest : httpRequest)(url, {
    method: "PUT",
    signal,
    headers: {
      "content-type": "application/octet-stream",
      "content-length": file.sizeBytes,
      ...(connection.token === undefined ? {} : { authorization: `Bearer ${connection.token}` }),
    },
  });
  request.setTimeout(IDLE_MS, () =>
    request.destroy(Object.assign(new Error(`nothing moved for ${IDLE_MS / 1000} s`), { code: "ETIMEDOUT" })),
  );
  return request;
}

async function send(
  handle: FileHandle,
  file: UploadFile,
  request: ClientRequest,
  ended: Promise<"ended">,
  onProgress: (sentBytes: number) => void,
): Promise<"sent" | "changed" | "ended"> {
  const hash = createHash("sha256");
  const buffers = [Buffer.allocUnsafeSlow(CHUNK_BYTES), Buffer.allocUnsafeSlow(CHUNK_BYTES)];
  let before: Promise<"written" | "ended"> = Promise.resolve("written");
  for (let offset = 0, turn = 0; offset < file.sizeBytes; turn++) {
    const buffer = buffers[turn % 2]!;
    const { bytesRead } = await handle.read(buffer, 0, Math.min(CHUNK_BYTES, file.sizeBytes - offset), offset);
    if (bytesRead === 0) return "changed";
    if (turn % LOOK_EVERY === 0 && !sameFile(file.stamp, await stampOf(handle))) return "changed";
    const chunk = buffer.subarray(0, bytesRead);
    hash.update(chunk);
    offset += bytesRead;
    // The last bytes are kept back until the whole is known to be what was hashed before.
    if (offset === file.sizeBytes) {
      const same = hash.copy().digest("hex") === file.digest && sameFile(file.stamp, await stampOf(handle));
      if (!same) return "changed";
    }
    if ((await before) === "ended") return "ended";
    before = Promise.race([new Promise<"written">((resolve) => request.write(chunk, () => resolve("written"))), ended]);
    onProgress(offset);
  }
  if ((await before) === "ended") return "ended";
  request.end();
  return "sent";
}

async function answerTo(request: ClientRequest): Promise<{ status: number; statusText: string; body: unknown }> {
  const [answer] = (await once(request, "response")) as [IncomingMessage];
  let text = "";
  answer.setEncoding("utf8");
  for await (const chunk of answer as AsyncIterable<string>) if (text.length < ANSWER_BYTES) text += chunk;
  const json = /json/.test(answer.headers["content-type"] ?? "");
  return { status: answer.statusCode ?? 0, statusText: answer.statusMessage ?? "", body: json ? parsed(text) : text };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Rejects when the request fails; an error after the answer has come means nothing any more. */
function failureOf(request: ClientRequest): Promise<never> {
  return new Promise((_, reject) => {
    request.once("error", reject);
  });
}
