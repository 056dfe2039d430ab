import assert from "node:assert/strict";
import { test } from "node:test";
import i18next from "i18next";
import { taskText as de } from "./de/task.ts";
import { taskText as en } from "./en/task.ts";
import { taskName } from "./task-name.ts";

await i18next.init({
  lng: "de",
  interpolation: { escapeValue: false },
  resources: { de: { translation: de }, en: { translation: en } },
});

test("a task that nobody has named is called by what it does, in the language of the page; another as it was named", async () => {
  const of = { package: "reader", version: "1.0.0", channel: "production" };
  const named = (name: string) => taskName({ ...of, name });
  const names = [
    "install reader 1.0.0",
    "install reader from production",
    "rollback of task 7: remove reader 1.0.0",
    "rollback of task 7: before Friday",
    "install reader 2.0.0",
    "before Friday",
  ];
  assert.deepEqual(names.map(named), [
    "reader 1.0.0 installieren",
    "reader aus dem Kanal production installieren",
    "Auftrag 7 zurücknehmen: reader 1.0.0 entfernen",
    "Auftrag 7 zurücknehmen: before Friday",
    "install reader 2.0.0",
    "before Friday",
  ]);
  await i18next.changeLanguage("en");
  assert.deepEqual(names.map(named), names);
});
