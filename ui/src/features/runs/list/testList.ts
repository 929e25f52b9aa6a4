// What tests of the list of runs have in common: runs to list, and where its rows, cells and calls are.
import { act, fireEvent, screen, within } from "@testing-library/react";
import { placeOf } from "../../../routes";
import type { FakeBackend } from "../../../testing/fakeBackend";
import * as runs from "../../../testing/runSamples";
import * as samples from "../../../testing/samples";

export const pause = (time: number) => act(() => new Promise((resolve) => setTimeout(resolve, time)));
export const callsOf = (fake: FakeBackend, name: string) => fake.calls.filter((call) => call.name === name);

export const withRuns = (fake: FakeBackend) => {
  fake.runs.runs = [...runs.list];
  fake.home = { ...samples.home };
};

/** So many that one can scroll. */
export const withMany = (fake: FakeBackend) => {
  withRuns(fake);
  const older = Array.from({ length: 100 }, (_, at) => runs.run({ id: `run-${1199 - at}`, number: 1199 - at }));
  fake.runs.runs = [...runs.list, ...older];
};

const list = () => screen.getByTestId("run-list");
export const rows = () => within(list()).queryAllByRole("row").slice(1);
export const numbers = () => rows().flatMap((row) => row.querySelector('[data-column="0"] a')?.textContent ?? []);
export const row = (number: string) => {
  const found = rows().find((one) => one.querySelector('[data-column="0"] a')?.textContent === number);
  if (!found) throw new Error(`no row ${number}`);
  return found;
};
export const scrollTo = (top: number) => {
  const scroller = screen.getByRole("grid").parentElement as HTMLElement;
  scroller.scrollTop = top;
  fireEvent.scroll(scroller);
};
export const tick = (number: string) => fireEvent.click(within(row(number)).getByRole("checkbox"));
export const viewNow = () => placeOf(window.location.hash)?.view ?? {};
export const filterNow = () => JSON.parse(viewNow().filter ?? "null");
