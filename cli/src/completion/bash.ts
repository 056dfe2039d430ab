import type { CompletionNode } from "./tree.ts";

/** `complete -F` for bash 3.2 and newer (macOS has no newer one): no associative arrays, no bash-completion package. */
export function bashCompletion(nodes: readonly CompletionNode[]): string {
  const pathOf = (node: CompletionNode) => node.path.join(" ");
  return `# bash completion for shoal; load it with: source <(shoal completion bash)
_shoal() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" path="" word at
  for ((at = 1; at < COMP_CWORD; at++)); do
    word="\${COMP_WORDS[at]}"
    case "$path $word" in
${nodes
  .filter((node) => node.path.length > 0)
  .map((node) => `      " ${pathOf(node)}") path=" ${pathOf(node)}" ;;`)
  .join("\n")}
    esac
  done
  case "$path|$previous" in
${nodes
  .flatMap((node) =>
    node.options
      .filter((option) => option.choices.length > 0)
      .map(
        (option) =>
          `    ${option.flags.map((flag) => `"${prefixed(node)}|${flag}"`).join("|")}) COMPREPLY=($(compgen -W "${option.choices.join(" ")}" -- "$current")); return ;;`,
      ),
  )
  .join("\n")}
${nodes
  .flatMap((node) => {
    const free = node.options.filter((option) => option.takesValue && option.choices.length === 0);
    return [true, false].flatMap((files) => {
      const flags = free.filter((option) => option.files === files).flatMap((option) => option.flags);
      if (flags.length === 0) return [];
      const reply = files ? '$(compgen -f -- "$current")' : "";
      return [`    ${flags.map((flag) => `"${prefixed(node)}|${flag}"`).join("|")}) COMPREPLY=(${reply}); return ;;`];
    });
  })
  .join("\n")}
  esac
  case "$path" in
${nodes
  .map((node) => {
    const words = [...node.children.map((child) => child.name), ...node.words].join(" ");
    const flags = node.options.flatMap((option) => option.flags.filter((flag) => flag.startsWith("--"))).join(" ");
    const files = node.files ? ` $(compgen -f -- "$current")` : "";
    return `    "${prefixed(node)}") if [[ "$current" == -* ]]; then COMPREPLY=($(compgen -W "${flags}" -- "$current")); else COMPREPLY=($(compgen -W "${words}" -- "$current")${files}); fi ;;`;
  })
  .join("\n")}
  esac
}
complete -o filenames -F _shoal shoal
`;
}

function prefixed(node: CompletionNode): string {
  return node.path.length === 0 ? "" : ` ${node.path.join(" ")}`;
}
