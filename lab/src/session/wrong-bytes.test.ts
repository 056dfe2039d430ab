import assert from "node:assert/strict";
import { open as openFile } from "node:fs/promises";
import { sep } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { PartFile } from "@shoal/agent/cache/part-file";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import { PIECE_BYTES } from "@shoal/protocol/content/piece";
import { run, settled } from "../agent/scene.ts";
import { MIB, SETTINGS, scene, skip } from "./scene.ts";

const BAD = 3;

/** From now on this device gives others another piece 3 than it was given: its disk is bad, or it is. */
function corrupt(name: string): () => void {
  const { open } = PartFile;
  PartFile.open = async (path, manifest) => {
    const part = await open.call(PartFile, path, manifest);
    if (!path.includes(`${sep}${name}${sep}`)) return part;
    const write = part.write.bind(part);
    part.write = async (index, bytes) => {
      const kept = await write(index, bytes);
      if (!kept || index !== BAD) return kept;
      const file = await openFile(path, "r+");
      await file.write(Buffer.from([bytes[0]! ^ 1]), 0, 1, BAD * PIECE_BYTES);
      await file.close();
      bytes[0]! ^= 1;
      return kept;
    };
    return part;
  };
  return () => {
    PartFile.open = open;
  };
}

test("a representative that gives wrong bytes: refused by piece, named in the report, avoided; the others have what was signed for", {
  skip,
}, async (t) => {
  const booted = await scene(t, [["a1", "~a2", "~a3"]], 6 * MIB);
  t.after(corrupt("a1"));
  const taskId = await run(booted, { settings: SETTINGS });
  const actions = await settled(booted, taskId, (row) => row.endedMs !== undefined || row.device === "a1");
  const { links } = await booted.subnets.wireOf("a1")!();
  const address = (await links())[0]!.addresses[0]!.split("/", 1)[0]!;
  for (const device of ["a2", "a3"]) {
    const row = actions.get(device)!;
    assert.equal(row.state, "succeeded", `${device}: ${JSON.stringify(row.reason)}`);
    let refused: AuditEvent[] = [];
    for (let waited = 0; waited < 100; waited++) {
      const what = `/api/v1/audit?what=piece.refused&subject=device:${row.deviceId}`;
      refused = (await booted.operator.get<{ items: AuditEvent[] }>(what)).items;
      if (refused.some((each) => String(each.detail["detail"]).startsWith(`${address}: `))) break;
      await sleep(100);
    }
    const words = refused.map((each) => String(each.detail["detail"]));
    assert.match(words.join("\n"), new RegExp(`^${address}: (block|piece) ${BAD} .*has another digest`, "m"), device);
    // Found out once, it is not asked again.
    const named = words.filter((each) => each.startsWith(`${address}: `));
    assert.ok(named.length <= 2, named.join("\n"));
  }
});
