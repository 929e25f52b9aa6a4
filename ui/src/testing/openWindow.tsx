// Opens the whole window on a fake shell, as a person would see it.
import { act, render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { App } from "../App";
import { type FakeBackend, installFake } from "./fakeBackend";

/** Waits until the shell has answered everything and the window stands still; not for a guessed time. */
export async function settle(fake: FakeBackend): Promise<void> {
  let quiet = 0;
  let before = "";
  while (quiet < 3) {
    await act(() => new Promise((resolve) => setTimeout(resolve, 5)));
    const now = `${fake.calls.length} ${document.body.innerHTML}`;
    quiet = now === before ? quiet + 1 : 0;
    before = now;
  }
}

interface Options {
  at?: string;
  /** Changes the fake before the window opens. */
  prepare?: (fake: FakeBackend) => void;
}

export async function openWindow({ at = "/home", prepare }: Options = {}) {
  const fake = installFake();
  prepare?.(fake);
  window.history.replaceState(null, "", `#${at}`);
  const view = render(<App />);
  await settle(fake);
  return {
    ...view,
    fake,
    user: userEvent.setup(),
    /** Lets the shell say something, and waits until the window has taken it in. */
    say: async (what: (fake: FakeBackend) => void) => {
      await act(async () => {
        what(fake);
        // Changes are gathered for a moment before the window asks again.
        await new Promise((resolve) => setTimeout(resolve, 150));
      });
      await settle(fake);
    },
  };
}
