import { randomBytes } from "node:crypto";
import { type TestContext, test } from "node:test";
import { crc32, deflateSync } from "node:zlib";
import { model, release, run, settled } from "../agent/scene.ts";
import { Chromium, whyNoChromium } from "../browser/chromium.ts";
import { portalScene } from "../portal/scene.ts";
import { shoot } from "./shoot.ts";

const HOUR = 3_600_000;

/** What a person at a machine sees: something that waits, something on offer that is here already, something not yet, and what has been. */
test("the portal", { skip: whyNoChromium() }, async (t: TestContext) => {
  const scene = await portalScene(t, model("desk-01"));
  const { operator, member } = scene;
  const publish = async (name: string, description: string, color: readonly number[], sizeBytes: number) =>
    await operator.publish({
      ...release("1.0.0", await operator.upload(`${name}.msi`, randomBytes(sizeBytes))),
      ...{ name, description, icon: square(color) },
    });
  await publish("notes", "Takes notes, and finds them again", [180, 83, 9], 900_000);
  await publish("editor", "Draws and writes; opens what colleagues send", [8, 112, 134], 2_400_000);
  await publish("reader", "Reads documents, and fills in forms", [194, 37, 92], 1_300_000);
  await publish("scanner", "Scans to the folder of the department", [47, 110, 57], 400_000);
  await settled(scene, await run(scene, { package: "notes" }));
  await settled(scene, await run(scene, { package: "editor", kind: "precache" }));
  for (const name of ["editor", "scanner"]) await run(scene, { package: name, urgency: "available" });
  member.host.people = 1;
  const waits = await run(scene, { settings: { deferralMs: 6 * HOUR, userNotification: "all" } });
  await settled(scene, waits, (row) => row.reason?.code === "deferred");

  const browser = await Chromium.start(t);
  const page = await browser.open(await scene.open());
  const pages: [name: string, link: string, until: string][] = [
    ["software", "Software", "Put off"],
    ["history", "History", "notes"],
    ["about", "What the agent does", "hardware.simulated"],
  ];
  for (const [name, link, until] of pages)
    await shoot(page, `portal-${name}`, async () => {
      await page.getByRole("link", { name: link }).click();
      await page.getByText(until).filter({ visible: true }).first().waitFor();
    });
  await page.evaluate("sessionStorage.clear()");
  await shoot(page, "portal-closed", async () => {
    await page.reload();
    await page.getByText("shoal-agent portal").waitFor();
  });
});

/** An icon as publishers have them: a PNG of one color (RFC 2083), in base64. */
function square(color: readonly number[], sizePx = 48): string {
  const chunk = (kind: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(kind, "latin1"), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, check]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(sizePx, 0);
  head.writeUInt32BE(sizePx, 4);
  // Eight bits a channel, three of them.
  head.set([8, 2], 8);
  const row = Buffer.from([0, ...Array(sizePx).fill(color).flat()]);
  const rows = deflateSync(Buffer.concat(Array(sizePx).fill(row)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]).toString(
    "base64",
  );
}
