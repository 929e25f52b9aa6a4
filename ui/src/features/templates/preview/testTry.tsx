// Shows one part of the templates page on a fake shell.
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ReactNode, useEffect, useState } from "react";
import { type Connection, connectionQuery, listen } from "../../../backend";
import { makeQueryClient } from "../../../queryClient";
import { ConfirmHost } from "../../../shared/confirm";
import { Toasts, toastError } from "../../../shared/toast";
import { type FakeBackend, installFake } from "../../../testing/fakeBackend";
import { settle } from "../../../testing/openWindow";
import { wordsFor } from "../../../words/words";

function Whole({ connection, children }: { connection: Connection; children: ReactNode }) {
  const [client] = useState(() => {
    const made = makeQueryClient((title, error) => toastError(title(wordsFor("en")), error));
    made.setQueryData(connectionQuery.queryKey, connection);
    return made;
  });
  useEffect(() => listen(client), [client]);
  return (
    <MantineProvider env="test">
      <QueryClientProvider client={client}>
        {children}
        <ConfirmHost />
        <Toasts />
      </QueryClientProvider>
    </MantineProvider>
  );
}

export async function showPart(part: ReactNode, prepare?: (fake: FakeBackend) => void) {
  const fake = installFake();
  prepare?.(fake);
  const view = render(<Whole connection={fake.connection}>{part}</Whole>);
  await settle(fake);
  const calls = (name: FakeBackend["calls"][number]["name"]) =>
    fake.calls.filter((call) => call.name === name).map((call) => call.args);
  return {
    fake,
    calls,
    user: userEvent.setup(),
    redraw: (next: ReactNode) => view.rerender(<Whole connection={fake.connection}>{next}</Whole>),
    settle: () => settle(fake),
  };
}
