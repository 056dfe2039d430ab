import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";

/** All of them are said, so that nobody is left in by an oversight. */
export async function bindSecret(
  invocation: Invocation,
  _options: object,
  name: string,
  ...packages: string[]
): Promise<void> {
  const { terminal } = invocation;
  const api = await invocation.api();
  const row = await answerOf(api.PUT("/api/v1/secrets/{name}", { params: { path: { name } }, body: { packages } }));
  if (terminal.json) return terminal.answerJson(row);
  terminal.answer(name);
  terminal.note(`Secret ${name} is for ${row.packages.join(", ") || "no package"} from now on.`);
  const cut = row.usedBy.filter((each) => !row.packages.includes(each.package));
  if (cut.length > 0)
    terminal.note(
      `Without it are: ${cut.map((each) => `${each.package}@${each.version}`).join(" ")}. Tasks for them are refused, and actions under way fail with secret-unavailable.`,
    );
}
