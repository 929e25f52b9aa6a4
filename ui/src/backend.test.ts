// The window's own doings at the boundary: it asks before closing on unsaved edits, and only then; and long work that has
// ended stays ended.
import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it, vi } from "vitest";
import { backend, guardClose, listen, type Task, taskEnd } from "./backend";

const shell = vi.hoisted(() => ({
  close: undefined as undefined | ((event: { preventDefault: () => void }) => Promise<void>),
  destroy: vi.fn(() => Promise.resolve()),
}));

const told = vi.hoisted(() => ({ task: undefined as undefined | ((event: { payload: unknown }) => void) }));

vi.mock("./bindings", () => {
  const silent = { listen: () => Promise.resolve(() => undefined) };
  const taskChanged = {
    listen: (listener: typeof told.task) => {
      told.task = listener;
      return Promise.resolve(() => undefined);
    },
  };
  return { commands: {}, events: { connectionChanged: silent, rowsChanged: silent, taskChanged, noticeDue: silent } };
});

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

describe("long work", () => {
  it("does not run again when an older list arrives after its end", async () => {
    const stop = listen(new QueryClient());
    const running = { id: "1", state: "running", done: 1, total: 2, result: null, error: null } as unknown as Task;
    let answer: (tasks: Task[]) => void = () => undefined;
    vi.spyOn(backend, "taskList").mockReturnValue(new Promise((resolve) => (answer = resolve)));
    const onProgress = vi.fn();
    const end = taskEnd<number>("1", onProgress);
    told.task?.({ payload: { ...running, state: "done", result: 7 } });
    answer([running]);
    expect(await end).toEqual({ result: 7, cancelled: false });
    await Promise.resolve();
    expect(onProgress).not.toHaveBeenCalled();
    stop();
  });
});
