import { type SqlBool, sql } from "kysely";

/** Of a query that has `tasks` in it: no other task has taken this one's place, or takes it back. */
export const STANDS = sql<SqlBool>`not exists (select 1 from tasks as other where other.follows = tasks.id or other.rollback_of = tasks.id)`;
