import assert from "node:assert/strict";
import { test } from "node:test";
import type { TaskDetail, TaskRow } from "@shoal/protocol/api/task";
import { model, release } from "../agent/scene.ts";
import { assertNoStumblingBlocks } from "../browser/axe.ts";
import { whyNoChromium } from "../browser/chromium.ts";
import { consoleScene, signIn } from "./scene.ts";

const skip = whyNoChromium();

test("what is filled in of a new task is a draft at each step: in the browser, then on the server, through reload and sign-out", {
  skip,
}, async (t) => {
  // As many as fill three rings: a draft is sent as soon as nobody has changed it for a moment, and is not refused then.
  const names = ["till-01", "till-02", "till-03", "till-04", "till-05", "desk-01"];
  const { page, url, operator, browser } = await consoleScene(
    t,
    names.map((name) => model(name)),
  );
  await operator.publish(release("1.0.0", await operator.upload("reader.msi", Buffer.from("reader 1"))));
  const draftsOf = async () => (await operator.get<{ items: TaskRow[] }>("/api/v1/tasks?state=draft")).items;
  await page.goto(`${url}/tasks`);
  await page.getByRole("link", { name: "New task" }).click();
  const priority = page.getByLabel("Priority");
  for (const wrong of ["999999999999999", "-1.5"]) {
    await priority.fill(wrong);
    await priority.blur();
    await page.getByText("Only whole numbers from -10 to 10").first().waitFor();
    assert.equal(await priority.inputValue(), wrong);
    await page.getByRole("button", { name: "Preview", disabled: true }).waitFor();
  }
  // It does not say who by the time that its number is right, so no server would take it at any moment.
  await page.getByLabel("Devices that a query names").check();
  await page.getByLabel("The server sends it (push)").check();
  await priority.fill("0");
  await page.getByText(/^Kept in this browser alone: It does not say yet/).waitFor();
  await page.reload();
  assert.equal(await page.getByLabel("The server sends it (push)").isChecked(), true);
  assert.deepEqual(await draftsOf(), []);
  await page.getByText("Continued from what you began on this computer").waitFor();
  await page.goto(`${url}/tasks/new?query=os%3Alinux`);
  assert.equal(await page.getByRole("combobox", { name: "Query" }).inputValue(), "os:linux");
  assert.equal(await page.getByText("Continued from what you began").count(), 0);
  await page.goto(`${url}/tasks/new`);
  await page.getByRole("button", { name: "Begin anew" }).click();
  await page.getByText("Continued from what you began").waitFor({ state: "detached" });
  assert.equal(await page.getByLabel("The server sends it (push)").isChecked(), false);
  await page.getByLabel("Devices that a query names").check();
  await page.getByLabel("The server sends it (push)").check();
  await page.getByText(/^Kept in this browser alone: It does not say yet/).waitFor();
  await page.getByRole("combobox", { name: "Query" }).fill("name:till-*");
  await page.getByText("Saved as draft 1").waitFor();
  assert.equal(new URL(page.url()).search, "?draft=1");
  await page.getByRole("button", { name: "In rings instead" }).click();
  await page.getByRole("button", { name: "Without the ring early" }).click();
  await page.getByText("Saved as draft 1").waitFor();
  await assertNoStumblingBlocks(page);
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "Draft 1" }).waitFor();
  assert.equal(await page.getByRole("group", { name: "pilots" }).count(), 1);
  await page.getByLabel("Immediate: at once").check();
  await page.getByText("Saved as draft 1").waitFor();
  const detail = await operator.get<TaskDetail>("/api/v1/tasks/1");
  assert.deepEqual(
    [detail.delivery, detail.urgency, detail.targets, detail.rings?.map(({ name }) => name)],
    ["push", "immediate", { query: "name:till-*" }, ["pilots", "rest"]],
  );

  await page.getByRole("button", { name: "operator:ann" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await signIn(page);
  await page.goto(`${url}/tasks`);
  await page.getByRole("region", { name: "Drafts" }).getByText("install reader 1.0.0").waitFor();
  await assertNoStumblingBlocks(page);

  // Its page says what it would do to whom, before anybody starts it from there.
  await page.goto(`${url}/tasks/1`);
  await page.getByText("5 devices get it").waitFor();
  await page.getByRole("button", { name: "Start", exact: true }).click();
  const question = page.getByRole("dialog", { name: "Start this task on 5 devices?" });
  await question.waitFor();
  await assertNoStumblingBlocks(page);
  await question.getByRole("button", { name: "Close" }).first().click();

  await page.goto(`${url}/tasks`);
  await page.getByRole("link", { name: "Continue install reader 1.0.0" }).click();
  assert.equal(await page.getByLabel("Immediate: at once").isChecked(), true);
  await page.getByRole("button", { name: "Preview" }).click();
  await page.getByRole("button", { name: "Start on 5 devices" }).click();
  await page.getByRole("heading", { level: 1, name: "install reader 1.0.0" }).waitFor();
  assert.deepEqual(await draftsOf(), []);

  await page.goto(`${url}/tasks/new`);
  assert.equal(await page.getByLabel("The server sends it (push)").isChecked(), false, "it begins with nothing");
  await page.getByLabel("precache").check();
  await page.getByText("Saved as draft 2").waitFor();
  await page.getByRole("button", { name: "Discard the draft" }).click();
  const dialog = page.getByRole("dialog", { name: "Discard draft 2?" });
  await dialog.waitFor();
  await assertNoStumblingBlocks(page);
  await dialog.getByRole("button", { name: "Discard the draft" }).click();
  await page.getByRole("heading", { level: 1, name: "Tasks" }).waitFor();
  const stateOf = async (id: number) => (await operator.get<TaskDetail>(`/api/v1/tasks/${id}`)).state;
  assert.equal(await stateOf(2), "cancelled");

  // What was continued has become a draft by now: beginning anew ends that, too.
  await page.goto(`${url}/tasks/new`);
  await page.getByLabel("Devices that a query names").check();
  await page.getByText(/^Kept in this browser alone/).waitFor();
  await page.reload();
  await page.getByText("Continued from what you began").waitFor();
  await page.getByRole("combobox", { name: "Query" }).fill("name:till-*");
  await page.getByText("Saved as draft 3").waitFor();
  await page.getByRole("button", { name: "Begin anew" }).click();
  const anew = page.getByRole("dialog", { name: "Discard draft 3 and begin anew?" });
  await anew.getByRole("button", { name: "Begin anew" }).click();
  await page.getByText("Continued from what you began").waitFor({ state: "detached" });
  assert.equal(new URL(page.url()).search, "");
  assert.equal(await page.getByLabel("All devices").isChecked(), true);
  assert.equal(await stateOf(3), "cancelled");

  await operator.send("PATCH", "/api/v1/fleet/rules", { approvalAboveDevices: 1 });
  const order = { kind: "install", delivery: "pull", package: "reader", version: "1.0.0", targets: { all: true } };
  await operator.post("/api/v1/tasks", order);
  await operator.post("/api/v1/tasks/4/start");
  await page.goto(`${url}/tasks/new?draft=4`);
  await page.getByRole("heading", { level: 1, name: "Task 4 waits for a second person" }).waitFor();
  await assertNoStumblingBlocks(page);
  assert.equal(await stateOf(4), "awaiting-approval");
  await page.getByRole("button", { name: "Change it all the same" }).click();
  await priority.fill("99");
  await page
    .getByText(/^Kept in this browser alone: Only whole .*\. Draft 4 on the server stays as it was\.$/)
    .waitFor();
  assert.equal(await stateOf(4), "awaiting-approval");
  await priority.fill("7");
  await page.getByText("Saved as draft 4").waitFor();
  assert.equal(await stateOf(4), "draft");
  assert.deepEqual(browser.complaints(), []);
});

for (const [language, words] of [
  [
    "en",
    {
      asked: "has asked a second person",
      change: "Change it all the same",
      priority: "Priority",
      kept: "Kept in this browser alone: A second",
      saved: "Saved as draft 1",
    },
  ],
  [
    "de",
    {
      asked: "eine zweite Person um Zustimmung gebeten",
      change: "Trotzdem ändern",
      priority: "Vorrang (der höhere gilt)",
      kept: "Nur in diesem Browser aufgehoben: Eine zweite",
      saved: "Gesichert als Entwurf 1",
    },
  ],
] as const)
  test(`a draft that is open says so when approval is asked for elsewhere, and saves nothing until told to (${language})`, {
    skip,
  }, async (t) => {
    const { page, url, operator, browser } = await consoleScene(t, [model("till-01"), model("till-02")], language);
    await operator.publish(release("1.0.0", await operator.upload("reader.msi", Buffer.from("reader 1"))));
    await operator.send("PATCH", "/api/v1/fleet/rules", { approvalAboveDevices: 1 });
    const order = { kind: "install", delivery: "pull", package: "reader", version: "1.0.0", targets: { all: true } };
    await operator.post("/api/v1/tasks", order);
    const stateOf = async () => (await operator.get<TaskDetail>("/api/v1/tasks/1")).state;
    await page.goto(`${url}/tasks/new?draft=1`);
    const priority = page.getByLabel(words.priority);
    await priority.waitFor();
    assert.equal(await page.getByText(words.asked).count(), 0);

    await operator.post("/api/v1/tasks/1/start");
    const notice = page.getByRole("status").filter({ hasText: words.asked });
    await notice.waitFor();
    await assertNoStumblingBlocks(page);
    await priority.fill("7");
    await page.getByText(words.kept).waitFor();
    assert.equal(await stateOf(), "awaiting-approval", "what is typed takes nothing back");

    await notice.getByRole("button", { name: words.change }).click();
    await notice.waitFor({ state: "detached" });
    await page.getByText(words.saved).waitFor();
    assert.equal(await stateOf(), "draft");

    // Asked for once more, it is said once more; and no more, once it is a draft again.
    await operator.post("/api/v1/tasks/1/start");
    await notice.waitFor();
    await operator.send("PUT", "/api/v1/tasks/1", order);
    await notice.waitFor({ state: "detached" });
    assert.deepEqual(browser.complaints(), []);
  });
