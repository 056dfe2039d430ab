import { DatabaseSync, type StatementSync } from "node:sqlite";
import { type Dialect, SqliteAdapter, SqliteDialect, SqliteIntrospector, SqliteQueryCompiler } from "kysely";

const STATEMENTS_KEPT = 500;

/** Functions that statements and triggers may call, by name. */
export type SqlFunctions = Readonly<Record<string, (...values: Value[]) => Value>>;

/**
 * Kysely's SQLite dialect over Node's own SQLite: nothing to install or compile. Statements are prepared once and kept;
 * Kysely holds a lock over the one connection, so a transaction never mixes with other queries.
 * @param path a file, or ":memory:"
 */
export function nodeSqliteDialect(path: string, functions: SqlFunctions = {}): Dialect {
  const dialect = new SqliteDialect({ database: async () => new PreparedDatabase(open(path, functions)) });
  return {
    createDriver: () => dialect.createDriver(),
    createAdapter: () => new SqliteAdapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

function open(path: string, functions: SqlFunctions): DatabaseSync {
  const database = new DatabaseSync(path);
  // FULL: a commit that was acknowledged is on the disk, also after a power cut.
  database.exec(
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000;",
  );
  database.exec("PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;");
  for (const [name, call] of Object.entries(functions)) database.function(name, { deterministic: true }, call);
  return database;
}

type Value = null | number | bigint | string | Uint8Array;

class PreparedDatabase {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, PreparedStatement>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  prepare(sql: string): PreparedStatement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = new PreparedStatement(this.#database.prepare(sql));
    if (this.#statements.size >= STATEMENTS_KEPT) this.#statements.delete(this.#statements.keys().next().value!);
    this.#statements.set(sql, statement);
    return statement;
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }
}

class PreparedStatement {
  readonly reader: boolean;
  readonly #statement: StatementSync;

  constructor(statement: StatementSync) {
    this.#statement = statement;
    this.reader = statement.columns().length > 0;
  }

  all(parameters: readonly unknown[]): unknown[] {
    return this.#statement.all(...(parameters as Value[]));
  }

  run(parameters: readonly unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint } {
    return this.#statement.run(...(parameters as Value[]));
  }

  iterate(parameters: readonly unknown[]): IterableIterator<unknown> {
    return this.#statement.iterate(...(parameters as Value[]));
  }
}
