// Windows on the runs of the samples, and what tests of the runs pages ask of them.
import { act } from "@testing-library/react";
import axe from "axe-core";
import type { FakeBackend } from "./fakeBackend";
import * as runs from "./runSamples";
import * as samples from "./samples";

export const pause = (time: number) => act(() => new Promise((resolve) => setTimeout(resolve, time)));
export const callsOf = (fake: FakeBackend, name: string) => fake.calls.filter((call) => call.name === name);

export function withRuns(fake: FakeBackend): void {
  fake.runs.runs = [...runs.list];
  for (const run of runs.list) fake.runs.events[run.id] = [...runs.events];
  fake.home = { ...samples.home };
}

/** Only what a page without a layout can be checked for. */
export async function faults(node: Element): Promise<string[]> {
  const { violations } = await axe.run(node, {
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  return violations.map((one) => `${one.id}: ${one.nodes.map((at) => at.html).join(" ")}`);
}
