import { parseQuery } from "@shoal/core/query/parse";
import type { Query, QueryError } from "@shoal/core/query/query";
import { say } from "@shoal/protocol/sentence/say";
import type { Expression, SqlBool } from "kysely";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import { compileQuery } from "./compile.ts";
import type { QueryScope } from "./scope.ts";

/** @throws Refusal with the place in the text, where it is no query */
export function readQuery(text: string): Query {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw refusal(parsed.error);
  return parsed.query;
}

/** @throws Refusal where it names a group that is not there, or is too large with those that are */
export async function queryCondition(db: Db, query: Query, scope: QueryScope): Promise<Expression<SqlBool>> {
  const compiled = await compileQuery(db, query, scope);
  if (!compiled.ok) throw refusal(compiled.error);
  return compiled.condition;
}

function refusal({ column, message, hint }: QueryError): Refusal {
  return new Refusal("query-invalid", say("query-at", { column, message, hint }), { column });
}
