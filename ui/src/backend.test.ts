// The window's own doings at the boundary: it asks before closing on unsaved edits, and only then.
import { describe, expect, it, vi } from "vitest";
import { guardClose } from "./backend";

const shell = vi.hoisted(() => ({
  close: undefined as undefined | ((event: { preventDefault: () => void }) => Promise<void>),
  destroy: vi.fn(() => Promise.resolve()),
}));

vi.mock("@tauri-apps/api/window", () => ({
  getCurrentWindow: () => ({
    onCloseRequested: (asked: typeof shell.close) => {
      shell.close = asked;
      return Promise.resolve(() => undefined);
    },
    destroy: shell.destroy,
  }),
}));

async function closeWith(mayClose: () => boolean | Promise<boolean>) {
  shell.destroy.mockClear();
  const stop = guardClose(mayClose);
  const preventDefault = vi.fn();
  await shell.close?.({ preventDefault });
  stop();
  return { asked: preventDefault.mock.calls.length > 0, closed: shell.destroy.mock.calls.length > 0 };
}

describe("closing the window", () => {
  it("just closes when nothing is unsaved", async () => {
    expect(await closeWith(() => true)).toEqual({ asked: false, closed: false });
  });

  it("stays open when the person wants to go on editing", async () => {
    expect(await closeWith(() => Promise.resolve(false))).toEqual({ asked: true, closed: false });
  });

  it("closes after the person has said so", async () => {
    expect(await closeWith(() => Promise.resolve(true))).toEqual({ asked: true, closed: true });
  });
});
