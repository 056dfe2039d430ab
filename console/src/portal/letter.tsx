/** @jsxImportSource preact */

/** By the name of the package, in base64. */
export type Icons = Readonly<Record<string, string>>;

/** Its icon, or a letter that stands for it. The name stands beside it in any case. */
export function Letter({ name, icons }: { name: string; icons: Icons }) {
  const icon = icons[name];
  if (icon !== undefined) return <img class="icon" src={`data:image/png;base64,${icon}`} alt="" />;
  const sum = [...name].reduce((hash, letter) => (hash * 31 + letter.codePointAt(0)!) % 997, 7);
  return (
    <span class={`letter hue-${sum % 6}`} aria-hidden="true">
      {[...name][0]?.toUpperCase()}
    </span>
  );
}
