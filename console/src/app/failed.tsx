import { Container } from "@mantine/core";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { Unreached } from "../api/client.ts";
import { ProblemMessage } from "../ui/problem-message.tsx";

const AGAIN_MS = 3000;

/** Where a page cannot be shown at all; when the server is only away, it goes on by itself. */
export function Failed({ error }: ErrorComponentProps) {
  const router = useRouter();
  const isAway = error instanceof Unreached;
  useEffect(() => {
    if (!isAway) return;
    const timer = setInterval(() => void router.invalidate(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [isAway, router]);
  return (
    <Container mt="xl">
      <ProblemMessage
        error={error instanceof Error ? error : new Error(String(error))}
        byItself
        onAgain={() => void router.invalidate()}
      />
    </Container>
  );
}
