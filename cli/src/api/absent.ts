import { Failure } from "../exit/failure.ts";

/** For questions to which "there is no such thing" is an answer. */
export async function undefinedWhereAbsent<Data>(answer: Promise<Data>): Promise<Data | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Failure && error.text.code === "not-found") return undefined;
    throw error;
  }
}
