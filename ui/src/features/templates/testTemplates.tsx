// What tests of the templates page have in common: where things are, and what others do meanwhile.
import { fireEvent, screen, within } from "@testing-library/react";
import { placeOf } from "../../routes";
import type { FakeBackend } from "../../testing/fakeBackend";
import { openWindow, settle } from "../../testing/openWindow";

export const callsOf = (fake: FakeBackend, name: string) => fake.calls.filter((call) => call.name === name);
export const here = () => placeOf(window.location.hash);
export const section = (key: string) => screen.getByLabelText<HTMLTextAreaElement>(key);
export const saveState = () => screen.getByTestId("save-state").textContent;
export const versionOf = (fake: FakeBackend, id: string) => fake.templates.versions.find((one) => one.id === id);

export const openTemplates = (id = "night-12", prepare?: (fake: FakeBackend) => void) =>
  openWindow({ at: `/templates/${id}`, ...(prepare ? { prepare } : {}) });

export const write = (key: string, text: string) => fireEvent.change(section(key), { target: { value: text } });

/** Leaves the field, which saves at once. */
export async function leaveField(fake: FakeBackend): Promise<void> {
  fireEvent.focusOut(document.body);
  await settle(fake);
}

/** Somebody else writes in a version. */
export function others(fake: FakeBackend, id: string, key: string, text: string): void {
  fake.templates.versions = fake.templates.versions.map((one) =>
    one.id === id
      ? { ...one, revision: String(Number(one.revision) + 1), sections: { ...one.sections, [key]: text } }
      : one,
  );
  fake.tellRows({ table: "knock.prompt_templates", ids: [id], actor: "joon" });
}

export async function more(view: Awaited<ReturnType<typeof openWindow>>, item: string): Promise<void> {
  await view.user.click(screen.getByRole("button", { name: "More" }));
  await view.user.click(await screen.findByRole("menuitem", { name: item }));
  await settle(view.fake);
}

export const dialog = () => within(screen.getByRole("dialog"));
