import { EXIT, type ExitCode } from "./codes.ts";

/** What a person is told when a command ends without doing its work: what happened, why, and what to do next. */
export interface FailureText {
  title: string;
  /** Why: the thing itself, its name and its state. */
  detail?: string | undefined;
  /** What to do next. */
  hint?: string | undefined;
  /** The catalogue's code, where the server said one. */
  code?: string | undefined;
  requestId?: string | undefined;
  /** Of a query: the character at which it cannot be read, from 1. */
  column?: number | undefined;
  /** Where the server asks whether so many devices are meant. */
  devices?: number | undefined;
  /** Places in a file, one a line, that the failure is about. */
  problems?: readonly string[] | undefined;
}

/** Thrown by commands; only the entry point catches it. */
export class Failure extends Error {
  readonly text: FailureText;
  readonly exit: ExitCode;

  constructor(text: FailureText, exit: ExitCode = EXIT.failed) {
    super(text.title);
    this.name = "Failure";
    this.text = text;
    this.exit = exit;
  }
}

/** The command was written in a way that it cannot mean anything. */
export function usageFailure(title: string, hint: string, detail?: string): Failure {
  return new Failure({ title, detail, hint, code: "usage" }, EXIT.usage);
}
