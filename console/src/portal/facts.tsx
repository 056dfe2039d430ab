/** @jsxImportSource preact */

/** Names and what they are, one below the other. */
export function Facts({ rows, lang }: { rows: readonly (readonly [string, string])[]; lang?: string }) {
  return (
    <dl lang={lang}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
