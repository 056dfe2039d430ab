import type { Permission } from "@shoal/protocol/operator/permissions";
import { acceptedBy, answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";

export async function listRoles({ terminal, api }: Invocation): Promise<void> {
  const { items } = await answerOf((await api()).GET("/api/v1/roles"));
  if (terminal.json) return terminal.answerJson({ items });
  terminal.table(items, [
    { title: "role", cell: (row) => row.name, whole: true },
    { title: "", cell: (row) => (row.builtIn ? "built in" : "made here"), whole: true },
    { title: "is for", cell: (row) => row.description },
    { title: "holds", cell: (row) => row.permissions.join(" ") },
  ]);
}

export async function listPermissions({ terminal, api }: Invocation): Promise<void> {
  const { items } = await answerOf((await api()).GET("/api/v1/permissions"));
  if (terminal.json) return terminal.answerJson({ items });
  terminal.table(items, [
    { title: "permission", cell: (row) => row.name, whole: true },
    { title: "lets one", cell: (row) => row.title },
  ]);
}

export async function setRole(
  { terminal, api }: Invocation,
  options: { permission: Permission[]; description?: string },
  name: string,
): Promise<void> {
  const { permission: permissions, description } = options;
  const body = { permissions, ...(description === undefined ? {} : { description }) };
  const row = await answerOf((await api()).PUT("/api/v1/roles/{name}", { params: { path: { name } }, body }));
  if (terminal.json) return terminal.answerJson(row);
  terminal.answer(name);
  terminal.note(`Who has ${name} may now: ${row.permissions.join(" ")}`);
}

export async function deleteRole({ terminal, api }: Invocation, _options: object, name: string): Promise<void> {
  await acceptedBy((await api()).DELETE("/api/v1/roles/{name}", { params: { path: { name } } }));
  if (terminal.json) return terminal.answerJson({ name, deleted: true });
  terminal.answer(name);
  terminal.note(`Role ${name} is gone; who had it has nothing by it any more.`);
}
