import { acceptedBy, answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { usageFailure } from "../exit/failure.ts";
import { formatMoment } from "../terminal/moment.ts";

interface RegisterOptions {
  fingerprint?: string;
  serial?: string;
  name?: string;
  group?: string;
}

export async function registerDevice(invocation: Invocation, options: RegisterOptions): Promise<void> {
  const { terminal } = invocation;
  const { fingerprint, serial, name, group } = options;
  if (fingerprint === undefined && serial === undefined)
    throw usageFailure(
      "Nothing would tell the device",
      "Say --fingerprint (shoal-agent key prints it there), or --serial.",
    );
  const body = {
    ...(fingerprint === undefined ? {} : { fingerprint }),
    ...(serial === undefined ? {} : { serial }),
    ...(name === undefined ? {} : { name }),
    ...(group === undefined ? {} : { group }),
  };
  const api = await invocation.api();
  const made = await answerOf(api.POST("/api/v1/registrations", { body }));
  if (terminal.json) return terminal.answerJson(made);
  terminal.answer(made.id);
  const { pin, agentUrl } = await answerOf(api.GET("/api/v1/enrolment-pin"));
  terminal.note("It is let in once, without a token.");
  if (fingerprint === undefined)
    terminal.note("Whoever knows the serial number can come in its place: a fingerprint is better.");
  terminal.note(`On the device: shoal-agent enrol --server ${agentUrl} --pin ${pin}`);
}

export async function listRegistrations(invocation: Invocation): Promise<void> {
  const { terminal } = invocation;
  const api = await invocation.api();
  const { items } = await answerOf(api.GET("/api/v1/registrations"));
  if (terminal.json) return terminal.answerJson({ items });
  if (items.length === 0) return terminal.note("No device is announced. Announce one: shoal device register");
  terminal.table(items, [
    { title: "id", cell: ({ id }) => id, whole: true },
    { title: "name", cell: ({ name = "" }) => name },
    { title: "group", cell: ({ group = "" }) => group },
    { title: "serial", cell: ({ serial = "" }) => serial },
    { title: "came as", cell: ({ deviceId = "not yet" }) => deviceId, whole: true },
    { title: "made", cell: ({ createdMs }) => formatMoment(createdMs), whole: true },
    { title: "key", cell: ({ fingerprint = "" }) => fingerprint },
  ]);
}

export async function unregisterDevice(invocation: Invocation, _options: object, id: string): Promise<void> {
  const { terminal } = invocation;
  const api = await invocation.api();
  await acceptedBy(api.DELETE("/api/v1/registrations/{id}", { params: { path: { id } } }));
  if (terminal.json) return terminal.answerJson({ id, deleted: true });
  terminal.answer(id);
  terminal.note(`${id} is not announced any more.`);
}

/** For devices that come without a token. */
export async function showPin(invocation: Invocation): Promise<void> {
  const { terminal } = invocation;
  const api = await invocation.api();
  const { pin, agentUrl } = await answerOf(api.GET("/api/v1/enrolment-pin"));
  if (terminal.json) return terminal.answerJson({ pin, agentUrl });
  terminal.answer(pin);
  terminal.note(`On the device: shoal-agent enrol --server ${agentUrl} --pin ${pin}`);
}
