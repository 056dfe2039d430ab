import { Container } from "@mantine/core";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { ProblemMessage } from "../ui/problem-message.tsx";

/** Where a page cannot be shown at all. */
export function Failed({ error }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <Container mt="xl">
      <ProblemMessage
        error={error instanceof Error ? error : new Error(String(error))}
        onAgain={() => void router.invalidate()}
      />
    </Container>
  );
}
