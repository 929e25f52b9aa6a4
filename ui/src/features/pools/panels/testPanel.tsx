// Shows one panel on a fake shell, and notes what it asks of the page.
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ComponentType, useEffect, useState } from "react";
import { vi } from "vitest";
import { type Filter, listen, type Pool } from "../../../backend";
import { makeQueryClient } from "../../../queryClient";
import { ConfirmHost } from "../../../shared/confirm";
import { type FakeBackend, installFake } from "../../../testing/fakeBackend";
import { settle } from "../../../testing/openWindow";
import { tables } from "../../../testing/poolSamples";
import type { PanelProps } from "../panelProps";

export async function showPanel(
  Panel: ComponentType<PanelProps>,
  pool: Pool,
  prepare?: (fake: FakeBackend) => void,
  part: Partial<PanelProps> = {},
) {
  const fake = installFake();
  prepare?.(fake);
  const asked = {
    onFilter: vi.fn<(filter: Filter) => void>(),
    onOpenRow: vi.fn<(id: string) => void>(),
    onCreate: vi.fn<(values: Record<string, unknown>) => void>(),
    onUndoable: vi.fn<(changeSet: string, sentence: string) => void>(),
  };
  const Whole = () => {
    const [client] = useState(() => makeQueryClient(() => undefined));
    useEffect(() => listen(client), [client]);
    return (
      <MantineProvider env="test">
        <QueryClientProvider client={client}>
          <Panel pool={pool} table={tables[pool]} filter={{}} selection={[]} {...asked} {...part} />
          <ConfirmHost />
        </QueryClientProvider>
      </MantineProvider>
    );
  };
  const view = render(<Whole />);
  await settle(fake);
  const calls = (name: FakeBackend["calls"][number]["name"]) =>
    fake.calls.filter((call) => call.name === name).map((call) => call.args);
  return { ...view, ...asked, fake, calls, user: userEvent.setup(), settle: () => settle(fake) };
}
