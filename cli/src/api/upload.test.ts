import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { appendFile, mkdtemp, open, rm, truncate, utimes, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { problem } from "@shoal/protocol/errors/problem";
import { Failure } from "../exit/failure.ts";
import { stampOf } from "../package/file-stamp.ts";
import { uploadBlob } from "./upload.ts";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

async function scene(t: TestContext, sizeBytes: number, handler: Handler) {
  const folder = await mkdtemp(join(tmpdir(), "shoal-upload-"));
  const server = createServer(handler).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  t.after(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true });
  });
  const bytes = randomBytes(sizeBytes);
  const path = join(folder, "file");
  await writeFile(path, bytes);
  const handle = await open(path);
  const stamp = await stampOf(handle);
  await handle.close();
  const file = { path, digest: createHash("sha256").update(bytes).digest("hex"), sizeBytes, stamp };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const connection = { server: url, serverFrom: "test", token: "the-token" };
  const upload = (onProgress = (_sent: number) => {}) =>
    uploadBlob(connection, file, new AbortController().signal, onProgress);
  return { file, path, bytes, upload };
}

/** Takes everything and answers; what arrived is for the test to look at. */
function taking(
  status: number,
  body: unknown,
  arrived: { bytes: Buffer; whole: boolean; token?: string | undefined },
): Handler {
  return (request, response) => {
    const chunks: Buffer[] = [];
    arrived.token = request.headers.authorization;
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("close", () => {
      arrived.bytes = Buffer.concat(chunks);
      arrived.whole = request.complete;
    });
    request.on("end", () =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body)),
    );
  };
}

for (const sizeBytes of [0, 1, 512 * 1024, 3 * 1024 * 1024 + 17])
  test(`${sizeBytes} bytes arrive as they are`, async (t) => {
    const arrived = { bytes: Buffer.alloc(0), whole: false, token: "" };
    const { bytes, upload } = await scene(t, sizeBytes, taking(201, {}, arrived));
    let sent = 0;
    assert.equal(
      await upload((so) => {
        sent = so;
      }),
      "stored",
    );
    assert.deepEqual([arrived.whole, arrived.token, sent], [true, "Bearer the-token", sizeBytes]);
    assert.ok(arrived.bytes.equals(bytes));
  });

test("a file that was written to since it was hashed is not sent at all", async (t) => {
  let asked = 0;
  const { path, upload } = await scene(t, 1000, () => asked++);
  await appendFile(path, "more");
  assert.deepEqual([await upload(), asked], ["changed", 0]);
});

test("a file that is another one behind the same size and time never arrives whole", async (t) => {
  const arrived = { bytes: Buffer.alloc(0), whole: true };
  const { file, path, upload } = await scene(t, 2_000_000, taking(201, {}, arrived));
  const modified = new Date(Number(file.stamp.modifiedNs / 1_000_000n));
  await writeFile(path, randomBytes(2_000_000));
  await utimes(path, modified, modified);
  const handle = await open(path);
  file.stamp = await stampOf(handle); // As a file system with coarse times would have it.
  await handle.close();
  assert.equal(await upload(), "changed");
  assert.equal(arrived.whole && arrived.bytes.length === 2_000_000, false);
});

test("a file that is cut while it is sent is said to have changed", async (t) => {
  const { path, upload } = await scene(t, 40_000_000, (request) => request.resume());
  let cut: Promise<void> | undefined;
  const outcome = await upload(() => {
    cut ??= truncate(path, 1000);
  });
  await cut;
  assert.equal(outcome, "changed");
});

test("a refusal before the last byte is heard, and is not waited for", async (t) => {
  const { upload } = await scene(t, 50_000_000, (_request, response) => {
    response.writeHead(401, { "content-type": "application/problem+json", connection: "close" });
    response.end(JSON.stringify(problem("unauthorized", "the token is not known", "r-1")));
  });
  await assert.rejects(upload(), (error: Failure) => {
    assert.ok(error instanceof Failure, String(error));
    // A server that closes at once may cut the line before its own answer is read: then that is what is said.
    assert.match(`${error.exit} ${error.text.code}`, /^(5 unauthorized|1 unreachable)$/);
    return true;
  });
});

test("a server that goes away is unreachable, one that already has it says so", async (t) => {
  const gone = await scene(t, 10_000_000, (request) => request.once("data", () => request.destroy()));
  await assert.rejects(
    gone.upload(),
    (error: Failure) => error.text.code === "unreachable" && /cut/.test(error.text.detail!),
  );
  const known = await scene(t, 1000, taking(200, {}, { bytes: Buffer.alloc(0), whole: false }));
  assert.equal(await known.upload(), "known");
});
