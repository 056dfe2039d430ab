import { Textarea, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { read, type Shape, shown } from "./shape.ts";

interface Typed {
  id?: string;
  label: ReactNode;
  description?: ReactNode;
  error?: ReactNode;
  inputWrapperOrder?: ("label" | "input" | "description" | "error")[];
  as: Shape["as"];
  value: unknown;
  onChange: (value: unknown) => void;
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** A value that is written as text: what was typed stays as it was typed for as long as it stands for the value. */
export function TypedField({ as, value, onChange, ...rest }: Typed) {
  const [typed, setTyped] = useState(() => shown(as, value));
  const text = same(read(as, typed), value) ? typed : shown(as, value);
  const change = (next: string) => {
    setTyped(next);
    onChange(read(as, next));
  };
  if (as === "lines" || as === "pairs" || as === "facts")
    return (
      <Textarea
        {...rest}
        autosize
        minRows={1}
        maxRows={8}
        spellCheck={false}
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
        value={text}
        onChange={(event) => change(event.currentTarget.value)}
      />
    );
  return <TextInput {...rest} value={text} onChange={(event) => change(event.currentTarget.value)} />;
}
