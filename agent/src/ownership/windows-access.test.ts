import assert from "node:assert/strict";
import { test } from "node:test";
import { accessCommands } from "./windows-access.ts";

test("a state folder on Windows is the system's and its administrators', and nobody's else who had made it before", () => {
  const path = "C:\\ProgramData\\Shoal";
  const grants = ["/grant:r", "*S-1-5-18:(OI)(CI)F", "/grant:r", "*S-1-5-32-544:(OI)(CI)F"];
  assert.deepEqual(accessCommands(path, false, undefined), [[path, "/inheritance:r", ...grants, "/Q"]]);
  assert.deepEqual(accessCommands(path, true, "SHOP\\ann"), [
    [path, "/setowner", "*S-1-5-32-544", "/Q"],
    [path, "/inheritance:r", ...grants, "/grant:r", "SHOP\\ann:(OI)(CI)F", "/Q"],
  ]);
});
