import type { TestContext } from "node:test";
import { model, release, run, settled } from "../agent/scene.ts";
import { FURNISHED, furnish, shelve } from "./furnish.ts";
import { placesOf } from "./places.ts";
import { consoleScene } from "./scene.ts";

/**
 * A server with something of every kind: what people write, releases, a task that has ended with a failure and one in rings, and every place
 * where that is seen.
 * @param locale the person's language
 * @param text in which what people have written is said
 */
export async function fullScene(t: TestContext, locale?: string, text?: string) {
  const models = [model("till-01"), model("till-02", { exitCode: 1603 }), model("desk")];
  const scene = await consoleScene(t, models, locale, FURNISHED);
  const { operator, fleet } = scene;
  await furnish(t, scene, text);
  await operator.publish(release("1.0.0", await operator.upload("reader.msi", Buffer.from("reader 1"))));
  await operator.publish(release("1.1.0", await operator.upload("reader.msi", Buffer.from("reader 1.1"))));
  await shelve(operator);
  const task = await run(scene, {});
  await settled(scene, task);
  const rings = [
    { name: "pilots", count: 1 },
    { name: "rest", rest: true },
  ];
  const ringTask = await run(scene, { version: "1.1.0", rings });
  const { deviceId } = fleet.members.get("till-02")!;
  const { items } = await operator.get<{ items: { id: string }[] }>("/api/v1/audit?what=group.made&limit=1");
  const places = placesOf({ device: deviceId, deviceName: "till-02", task, ringTask, entry: items[0]!.id });
  return { ...scene, places, ringTask };
}
