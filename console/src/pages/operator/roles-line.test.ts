import assert from "node:assert/strict";
import { test } from "node:test";
import { inviteLine, rolesLine } from "./roles-line.ts";

test("roles over groups are said as the command line takes them", () => {
  const tills = { role: "operator", groups: ["tills"] };
  const both = { role: "operator", groups: ["kiosks", "tills"] };
  assert.equal(rolesLine("bob", [{ role: "viewer" }, both]), "shoal operator role bob viewer operator:kiosks,tills");
  assert.equal(rolesLine("bob", []), "shoal operator role bob");
  assert.equal(
    inviteLine("bob", "bob@example.org", [{ role: "viewer" }, tills]),
    "shoal operator invite bob bob@example.org --role viewer,operator:tills",
  );
  assert.equal(inviteLine("", "", []), "shoal operator invite NAME EMAIL --role ROLE");
  assert.equal(
    inviteLine("bob", "b@e.org", [both]),
    "shoal operator invite bob b@e.org --role operator --group kiosks,tills",
  );
  assert.equal(
    inviteLine("bob", "b@e.org", [{ role: "viewer" }, both]),
    "shoal operator invite bob b@e.org --role operator --group kiosks,tills\nshoal operator role bob viewer operator:kiosks,tills",
  );
});
