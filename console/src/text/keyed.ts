/** `task.started` as a key: a dot parts the keys of catalogues. */
export type KeyOf<Name extends string> = Name extends `${infer Noun}.${infer Verb}` ? `${Noun}/${Verb}` : Name;

export const keyOf = <Name extends string>(name: Name) => name.replace(".", "/") as KeyOf<Name>;

/** A table by names like `task.started`, as a catalogue can hold it. */
export function keyed<Name extends string>(table: Record<Name, string>): { [Each in Name as KeyOf<Each>]: string } {
  return Object.fromEntries(Object.entries(table).map(([name, text]) => [keyOf(name), text])) as never;
}
