/** @jsxImportSource preact */

/** Stands for an icon: a package has none of its own. */
export function Letter({ name }: { name: string }) {
  const sum = [...name].reduce((hash, letter) => (hash * 31 + letter.codePointAt(0)!) % 997, 7);
  return (
    <span class={`letter hue-${sum % 6}`} aria-hidden="true">
      {[...name][0]?.toUpperCase()}
    </span>
  );
}
