import type { CompletionNode } from "./tree.ts";

/** `complete` lines, each under the condition that its command has been typed. */
export function fishCompletion(nodes: readonly CompletionNode[]): string {
  const lines = nodes.flatMap((node) => {
    const condition = quote(
      node.path.length === 0
        ? "__fish_use_subcommand"
        : [
            ...node.path.map((word) => `__fish_seen_subcommand_from ${word}`),
            ...(node.children.length === 0
              ? []
              : [`not __fish_seen_subcommand_from ${node.children.map((child) => child.name).join(" ")}`]),
          ].join("; and "),
    );
    return [
      ...node.children.map(
        (child) => `complete -c shoal -f -n ${condition} -a ${child.name} -d ${quote(child.description)}`,
      ),
      ...(node.words.length === 0 ? [] : [`complete -c shoal -f -n ${condition} -a ${quote(node.words.join(" "))}`]),
      ...node.options.map((option) => {
        const flags = option.flags.map((flag) =>
          flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`,
        );
        const value = option.takesValue
          ? option.choices.length > 0
            ? ` -x -a ${quote(option.choices.join(" "))}`
            : option.files
              ? " -r"
              : " -x"
          : "";
        return `complete -c shoal -n ${condition} ${flags.join(" ")}${value} -d ${quote(option.description)}`;
      }),
    ];
  });
  return `# fish completion for shoal; load it with: shoal completion fish | source\n${lines.join("\n")}\n`;
}

function quote(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
