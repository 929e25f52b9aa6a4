// What tests of a pool's page have in common: where its cells and rows are, and what the shell was asked.
import { screen, within } from "@testing-library/react";
import { placeOf } from "../../routes";
import type { FakeBackend } from "../../testing/fakeBackend";
import { type openWindow, settle } from "../../testing/openWindow";

export const filterNow = () => JSON.parse(placeOf(window.location.hash)?.view.filter ?? "null");
export const callsOf = (fake: FakeBackend, name: string) => fake.calls.filter((call) => call.name === name);
export const lastArgs = (fake: FakeBackend, name: string) => callsOf(fake, name).at(-1)?.args;

export function cell(key: string, text: string): HTMLElement {
  const title = screen.getAllByText(text).find((one) => one.closest('[role="row"]'));
  const row = title?.closest('[role="row"]');
  const found = row?.querySelector<HTMLElement>(`[data-column$="${key}"], [id$="-${key}"]`);
  if (!found) throw new Error(`no cell ${key} beside ${text}`);
  return found;
}

/** In the menu of what can be filtered by. */
export const menuItem = (name: string) => within(screen.getByRole("dialog")).getByRole("button", { name });

export async function tick(user: Awaited<ReturnType<typeof openWindow>>["user"], ...titles: string[]) {
  for (const title of titles) {
    const row = screen
      .getAllByText(title)
      .find((one) => one.closest('[role="row"]'))
      ?.closest('[role="row"]');
    await user.click(within(row as HTMLElement).getByRole("checkbox"));
  }
}

export async function editCell(view: Awaited<ReturnType<typeof openWindow>>, key: string, title: string, text: string) {
  await view.user.dblClick(cell(key, title));
  const pen = document.querySelector<HTMLTextAreaElement>('[data-testid="grid"] textarea');
  if (!pen) throw new Error("no pen");
  await view.user.clear(pen);
  await view.user.type(pen, text);
  await view.user.keyboard("{Enter}");
  await settle(view.fake);
}
