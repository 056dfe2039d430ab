import { Button, Tooltip } from "@mantine/core";

interface Submit {
  label: string;
  /** Why it cannot be sent now; it stays visible, and says so. */
  disabledReason?: string | undefined;
  pending: boolean;
}

/** Sends a form. */
export function SubmitButton({ label, disabledReason, pending }: Submit) {
  const disabled = disabledReason !== undefined;
  return (
    <Tooltip label={disabledReason} disabled={!disabled} events={{ hover: true, focus: true, touch: true }}>
      <Button
        type="submit"
        loading={pending}
        aria-disabled={disabled}
        {...(disabled ? { "data-disabled": true, "aria-description": disabledReason } : {})}
        onClick={(event) => {
          if (disabled) event.preventDefault();
        }}
      >
        {label}
      </Button>
    </Tooltip>
  );
}
