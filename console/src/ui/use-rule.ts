import { type FormEvent, useState } from "react";

/** What a name may be that stands in addresses, queries and files: as `Label` and the names of the API. */
export const WORD = "[a-z0-9][a-z0-9._\\-]{0,63}";

/**
 * A field that says its rule, and once more as what is wrong where it is not kept: when it is left, and instead of sending. The browser judges by
 * `pattern`; it would tell in its own words, of what nobody could know.
 * @param hint what is said as long as it is kept; default: the rule
 */
export function useRule(pattern: string, rule: string, hint = rule) {
  const [isBroken, setBroken] = useState(false);
  const judge = ({ currentTarget }: FormEvent<HTMLInputElement>) => setBroken(!currentTarget.validity.valid);
  return {
    pattern,
    required: true,
    // Not every field of the library says it by itself.
    "aria-invalid": isBroken,
    ...(isBroken ? { error: rule } : { description: hint }),
    onBlur: (event: FormEvent<HTMLInputElement>) => event.currentTarget.value !== "" && judge(event),
    onInput: (event: FormEvent<HTMLInputElement>) => isBroken && judge(event),
    onInvalid: (event: FormEvent<HTMLInputElement>) => {
      event.preventDefault();
      setBroken(true);
      event.currentTarget.form?.querySelector<HTMLElement>("input:invalid")?.focus();
    },
  };
}
