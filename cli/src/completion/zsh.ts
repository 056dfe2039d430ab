import type { CompletionNode } from "./tree.ts";

/** A function a command, by `_arguments` and `_describe`. */
export function zshCompletion(nodes: readonly CompletionNode[]): string {
  return `#compdef shoal
# zsh completion for shoal; load it with: source <(shoal completion zsh)
${nodes.map((node) => functionOf(node)).join("\n")}
if [ "$funcstack[1]" = "_shoal" ]; then _shoal "$@"; else compdef _shoal shoal; fi
`;
}

function nameOf(path: readonly string[]): string {
  return ["_shoal", ...path].join("_").replaceAll("-", "_");
}

function functionOf(node: CompletionNode): string {
  const options = node.options.flatMap((option) =>
    option.flags.map((flag) => {
      const value = option.takesValue
        ? `:value:${option.choices.length > 0 ? `(${option.choices.join(" ")})` : option.files ? "_files" : ""}`
        : "";
      return `    ${quote(`${flag}[${option.description.replace(/[[\]:]/g, " ")}]${value}`)}`;
    }),
  );
  if (node.children.length === 0) {
    const rest =
      node.words.length > 0
        ? [`    ${quote(`1:word:(${node.words.join(" ")})`)}`]
        : node.files
          ? ["    '*:file:_files'"]
          : [];
    return `${nameOf(node.path)}() {\n  _arguments \\\n${[...options, ...rest].join(" \\\n")}\n}`;
  }
  return `${nameOf(node.path)}() {
  local context state line
  _arguments -C \\
${[...options, "    '1:command:->command'", "    '*::argument:->argument'"].join(" \\\n")}
  case "$state" in
    command)
      local -a commands
      commands=(
${node.children.map((child) => `        ${quote(`${child.name}:${child.description.replaceAll(":", " ")}`)}`).join("\n")}
      )
      _describe command commands ;;
    argument)
      case "$line[1]" in
${node.children.map((child) => `        ${child.name}) ${nameOf([...node.path, child.name])} ;;`).join("\n")}
      esac ;;
  esac
}`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
