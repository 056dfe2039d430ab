import type { OperatorRow, RoleGiven } from "@shoal/protocol/api/account";
import { newId } from "../auth/token.ts";
import type { Db } from "../db/schema.ts";

export interface StoredOperator {
  id: string;
  name: string;
  email: string;
  disabledMs: number | null;
  totp: boolean;
  passkeys: number;
}

export interface OperatorStore {
  /** In the order of their names. */
  list(): Promise<OperatorRow[]>;
  /** By id or name. */
  find(idOrName: string): Promise<StoredOperator | undefined>;
  byEmail(email: string): Promise<StoredOperator | undefined>;
  add(account: { name: string; email: string; verified: boolean }, nowMs: number): Promise<string>;
  /** @param hash of a password that they chose */
  setPassword(id: string, hash: string, nowMs: number): Promise<void>;
  /** The identity at a provider that is theirs from now on. */
  link(id: string, identity: { issuer: string; subject: string }, nowMs: number): Promise<void>;
  bySubject(identity: { issuer: string; subject: string }): Promise<StoredOperator | undefined>;
  rolesOf(id: string): Promise<RoleGiven[]>;
  setRoles(id: string, roles: readonly RoleGiven[], by: "hand" | "sign-on"): Promise<void>;
  disable(id: string, nowMs: number | null): Promise<void>;
  /** Their authenticator and passkeys are none any more. */
  forgetFactors(id: string): Promise<void>;
  /** Closes sessions. @returns how many. @param except one that stays open, by id */
  endSessions(id: string, except?: string): Promise<number>;
}

export function operatorStore(db: Db): OperatorStore {
  const rows = () => db.selectFrom("operators").selectAll();
  const read = async (
    row:
      | { id: string; name: string; email: string; disabled_ms: number | null; twoFactorEnabled: number | null }
      | undefined,
  ) => {
    if (!row) return undefined;
    const { passkeys } = await db
      .selectFrom("operator_passkeys")
      .select((eb) => eb.fn.countAll<number>().as("passkeys"))
      .where("operator_id", "=", row.id)
      .executeTakeFirstOrThrow();
    return {
      id: row.id,
      name: row.name,
      email: row.email,
      disabledMs: row.disabled_ms,
      totp: row.twoFactorEnabled === 1,
      passkeys: Number(passkeys),
    };
  };
  const addAccount = async (
    userId: string,
    account: { providerId: string; accountId: string; password: string | null },
    nowMs: number,
  ): Promise<void> => {
    const at = new Date(nowMs).toISOString();
    const values = { id: newId("a-"), userId, ...account, createdAt: at, updatedAt: at };
    await db.insertInto("operator_accounts").values(values).execute();
  };
  const rolesOf = async (id: string): Promise<RoleGiven[]> => {
    const given = await db
      .selectFrom("operator_roles")
      .select(["role", "groups"])
      .distinct()
      .where("operator_id", "=", id)
      .orderBy("role")
      .orderBy("groups")
      .execute();
    return given.map(({ role, groups }) => ({
      role,
      ...(groups === null ? {} : { groups: JSON.parse(groups) as string[] }),
    }));
  };
  return {
    rolesOf,
    async list() {
      const operators = await rows().orderBy("name").execute();
      const listed: OperatorRow[] = [];
      for (const operator of operators) {
        const { id, name, email, disabled_ms: disabledMs } = operator;
        const accounts = await db
          .selectFrom("operator_accounts")
          .select("providerId")
          .where("userId", "=", id)
          .execute();
        const { sessions } = await db
          .selectFrom("operator_sessions")
          .select((eb) => eb.fn.countAll<number>().as("sessions"))
          .where("userId", "=", id)
          .executeTakeFirstOrThrow();
        const proofs = (await read(operator))!;
        listed.push({
          ...{ id, name, email, roles: await rolesOf(id) },
          password: accounts.some(({ providerId }) => providerId === "credential"),
          signOn: accounts.some(({ providerId }) => providerId !== "credential"),
          ...{ totp: proofs.totp, passkeys: proofs.passkeys, sessions: Number(sessions) },
          createdMs: Date.parse(operator.createdAt),
          ...(disabledMs === null ? {} : { disabledMs }),
        });
      }
      return listed;
    },
    find: async (idOrName) =>
      await read(
        await rows()
          .where((eb) => eb.or([eb("id", "=", idOrName), eb("name", "=", idOrName)]))
          .executeTakeFirst(),
      ),
    byEmail: async (email) => await read(await rows().where("email", "=", email.toLowerCase()).executeTakeFirst()),
    async add({ name, email, verified }, nowMs) {
      const id = newId("o-");
      const at = new Date(nowMs).toISOString();
      await db
        .insertInto("operators")
        .values({
          ...{ id, name, email: email.toLowerCase(), emailVerified: verified ? 1 : 0, image: null },
          ...{ createdAt: at, updatedAt: at, twoFactorEnabled: 0, disabled_ms: null },
        })
        .execute();
      return id;
    },
    async setPassword(id, hash, nowMs) {
      await db
        .deleteFrom("operator_accounts")
        .where("userId", "=", id)
        .where("providerId", "=", "credential")
        .execute();
      await addAccount(id, { providerId: "credential", accountId: id, password: hash }, nowMs);
    },
    link: async (id, { issuer, subject }, nowMs) =>
      await addAccount(id, { providerId: issuer, accountId: subject, password: null }, nowMs),
    async bySubject({ issuer, subject }) {
      const account = await db
        .selectFrom("operator_accounts")
        .select("userId")
        .where("providerId", "=", issuer)
        .where("accountId", "=", subject)
        .executeTakeFirst();
      return account && (await read(await rows().where("id", "=", account.userId).executeTakeFirst()));
    },
    async setRoles(id, roles, by) {
      const those = db.deleteFrom("operator_roles").where("operator_id", "=", id).where("given_by", "=", by);
      await those.execute();
      for (const { role, groups } of roles)
        await db
          .insertInto("operator_roles")
          .values({ operator_id: id, role, groups: groupsText(groups), given_by: by })
          .execute();
    },
    async disable(id, nowMs) {
      await db.updateTable("operators").set({ disabled_ms: nowMs }).where("id", "=", id).execute();
    },
    async forgetFactors(id) {
      await db.deleteFrom("operator_totp").where("userId", "=", id).execute();
      await db.deleteFrom("operator_passkeys").where("operator_id", "=", id).execute();
      await db.updateTable("operators").set({ twoFactorEnabled: 0 }).where("id", "=", id).execute();
    },
    async endSessions(id, except) {
      let query = db.deleteFrom("operator_sessions").where("userId", "=", id);
      if (except !== undefined) query = query.where("id", "!=", except);
      return Number((await query.executeTakeFirst()).numDeletedRows);
    },
  };
}

/** Groups as they are kept: in order, so that the same are the same text. */
export function groupsText(groups: readonly string[] | undefined): string | null {
  return groups === undefined ? null : JSON.stringify([...groups].sort());
}
