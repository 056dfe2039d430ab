import type { RateWindow, TimeWindow } from "./window.ts";

interface Said {
  title: string;
  help: string;
}

export interface IntegerRow extends Said {
  type: "integer";
  unit: "ms" | "bytes" | "bytes/s" | "count" | "percent";
  default: number;
  minimum: number;
  maximum: number;
  /** What 0 is called where it is no amount. */
  zero?: "unlimited" | "automatic" | "off";
}
export interface BooleanRow extends Said {
  type: "boolean";
  default: boolean;
}
export interface ChoiceRow extends Said {
  type: "choice";
  choices: readonly string[];
  default: string;
}
/** Some of the choices in an order that matters: at least one, each once. */
export interface OrderRow extends Said {
  type: "order";
  choices: readonly string[];
  default: readonly string[];
}
export interface TextRow extends Said {
  type: "text";
  default: string;
}
/** At least one. */
export interface TextsRow extends Said {
  type: "texts";
  default: readonly string[];
}
/** Spans of the week; none says what `help` says. */
export interface WindowsRow extends Said {
  type: "windows";
  default: readonly TimeWindow[];
}
/** Spans of the week with a ceiling each; the first that holds counts. */
export interface RatesRow extends Said {
  type: "rates";
  default: readonly RateWindow[];
}

/** One row of the agent settings; forms, CLI keys, documentation, checks and merging follow from it. */
export type SettingRow = IntegerRow | BooleanRow | ChoiceRow | OrderRow | TextRow | TextsRow | WindowsRow | RatesRow;

/** The value that a row stands for. */
export type ValueOf<Row> = Row extends { type: "integer" }
  ? number
  : Row extends { type: "boolean" }
    ? boolean
    : Row extends { type: "choice"; choices: readonly (infer Choice)[] }
      ? Choice
      : Row extends { type: "order"; choices: readonly (infer Choice)[] }
        ? Choice[]
        : Row extends { type: "text" }
          ? string
          : Row extends { type: "texts" }
            ? string[]
            : Row extends { type: "windows" }
              ? TimeWindow[]
              : RateWindow[];
