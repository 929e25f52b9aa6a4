// One run as it is met: from its first line on, failed, asking, cancelled.
import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { openWindow, settle } from "../../../testing/openWindow";
import * as runs from "../../../testing/runSamples";
import { callsOf, faults, pause, withRuns } from "../../../testing/runWindow";
import * as samples from "../../../testing/samples";

describe("a run", () => {
  it("is followed from its first line to its quality, without a gap or a double line", async () => {
    const { fake, say } = await openWindow({ at: "/runs" });
    let id = "";
    await say((fake) => {
      id = fake.runs.add({ person: "하람" }).id;
    });
    await act(async () => window.history.pushState(null, "", `#/runs/${id}`));
    await act(async () => void window.dispatchEvent(new HashChangeEvent("hashchange")));
    await settle(fake);
    for (let moves = 0; moves < 30; moves++) {
      let more = true;
      await act(async () => {
        more = fake.runs.advance(id);
        // A notice may come twice, or for somebody else.
        fake.tellRows({ table: "knock.agent_job_events", ids: [id] });
        fake.tellRows({ table: "knock.agent_job_events", ids: ["run-1"] });
      });
      await pause(70);
      if (!more) break;
    }
    await settle(fake);
    const seen = fake.runs.events[id]?.length ?? 0;
    expect(screen.getByTestId("log-count").textContent).toBe(`${seen} lines`);
    expect(within(screen.getByTestId("log")).getAllByText("Create character is done")).toHaveLength(1);
    expect(screen.getByTestId("run").dataset.state).toBe("completed");
    expect(screen.getByTestId("character").textContent).toContain("서준");
    expect(screen.getByTestId("quality").textContent).toContain("86 good");
    expect(screen.getByTestId("prompt").textContent).toContain("382 tokens");
    expect(screen.getByTestId("run-announcer").textContent).toBe("Run 1,207 is completed, quality 86");
    const room = within(screen.getByTestId("room")).getByRole<HTMLImageElement>("img");
    expect([room.width, room.height]).toEqual([256, 512]);
    expect(room.alt).toContain("서준");
    const cursors = callsOf(fake, "runEvents").map((call) => Number(call.args[1]));
    expect(cursors, "always after what is known").toEqual(cursors.toSorted((a, b) => a - b));
  }, 20_000);

  it("asks again when it moved on between its own answer and that of its log", async () => {
    const { fake } = await openWindow({
      at: "/runs/run-1205",
      prepare: (fake) => {
        withRuns(fake);
        const get = fake.commands.runGet;
        let first = true;
        fake.runs.events["run-1205"] = [runs.event(1, { kind: "queued" })];
        fake.commands = new Proxy(fake.commands, {
          get: (target, name: keyof typeof fake.commands) => {
            if (name !== "runGet") return target[name];
            return async (id: string) => {
              const answer = await get(id);
              // It begins while the answer is on its way, and nobody tells.
              if (first)
                fake.runs.runs = fake.runs.runs.map((run) => (run.id === id ? { ...run, status: "running" } : run));
              if (first) fake.runs.events[id] = [...(fake.runs.events[id] ?? []), runs.event(2, { kind: "started" })];
              first = false;
              return answer;
            };
          },
        });
      },
    });
    await settle(fake);
    expect(screen.getByTestId("run").dataset.state).toBe("running");
  });

  it("joins an answer as it is written, in the log and in its tab", async () => {
    const { fake } = await openWindow({
      at: "/runs/run-1206?step=2",
      prepare: (fake) => {
        withRuns(fake);
        fake.runs.events["run-1206"] = [];
      },
    });
    for (const message of ['{ "name":', ' "서준"', " }"]) {
      await act(async () => fake.runs.say("run-1206", { kind: "text", step: 2, attempt: 1, message }));
      await pause(80);
    }
    const step = within(screen.getByTestId("step"));
    expect(step.getByRole("tab", { name: "Answer" }).getAttribute("aria-selected")).toBe("true");
    expect(step.getByRole("tabpanel", { name: "Answer" }).textContent).toContain('{ "name": "서준" }');
    expect(screen.getByTestId("log-count").textContent).toBe("1 line");
  });

  it("shows attempts, why one failed, and what stood in", async () => {
    await openWindow({ at: "/runs/run-1202", prepare: withRuns });
    const first = within(screen.getByTestId("waterfall")).getAllByRole("row")[1]?.textContent ?? "";
    expect(first).toContain("2 attempts");
    expect(first).toContain("Fallback");
    const quality = screen.getByTestId("quality").textContent ?? "";
    expect(quality).toContain("No two opposed needs are both strong.");
    expect(quality).toContain("paradoxes, overall score");
  });

  it("says why it failed, and can be tried again from a step", async () => {
    const { user, fake } = await openWindow({ at: "/runs/run-1201", prepare: withRuns });
    expect(screen.getByTestId("run-failed").textContent).toContain("Create character: Answer does not fit the schema");
    await user.click(screen.getByRole("button", { name: "More" }));
    const later = await screen.findByRole("menuitem", { name: "Retry from: Write prompt" });
    expect(later.hasAttribute("disabled") || later.getAttribute("data-disabled") === "true", "step 2 never ended").toBe(
      true,
    );
    await user.click(screen.getByRole("menuitem", { name: "Retry from: Create character" }));
    await settle(fake);
    const form = within(screen.getByTestId("run-act"));
    expect(form.getByText("Taken over: Read needs")).toBeTruthy();
    await user.click(form.getByRole("button", { name: /^Retry/ }));
    await settle(fake);
    expect(callsOf(fake, "runRetry")[0]?.args).toEqual([
      "run-1201",
      { from: "character", engine: null, seed: null, templateId: null, toTheEnd: false },
    ]);
    expect(window.location.hash).toBe("#/runs/run-1207");
  }, 30_000);

  it("asks a person, and tells the log what was said", async () => {
    const { user, fake } = await openWindow({ at: "/runs/run-1204", prepare: withRuns });
    const gate = within(screen.getByTestId("gate"));
    expect(screen.getByTestId("gate").textContent).toContain("“Create character” is done");
    await user.type(gate.getByRole("textbox", { name: "Note" }), "좋아요");
    await user.click(gate.getByRole("button", { name: "Approve" }));
    await settle(fake);
    expect(callsOf(fake, "runDecide")[0]?.args).toEqual(["run-1204", "approve", "좋아요", null]);
    await waitFor(() => expect(screen.queryByTestId("gate")).toBeNull());
    await waitFor(() => expect(screen.getByTestId("log").textContent).toContain("Approved by mina: 좋아요"));
  }, 30_000);

  it("says what each step is doing before it is cancelled, and keeps the reason", async () => {
    const { user, fake } = await openWindow({ at: "/runs/run-1206", prepare: withRuns });
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    await settle(fake);
    const doing = screen.getByTestId("doing").textContent ?? "";
    expect(doing).toContain("Create character");
    expect(doing).toMatch(/for \d/);
    expect(doing).toContain("gemini");
    await user.type(screen.getByRole("textbox", { name: "Reason" }), "너무 느려요{Control>}{Enter}{/Control}");
    await waitFor(() => expect(screen.getByTestId("run").dataset.state).toBe("cancelled"));
    expect(callsOf(fake, "runCancel").map(({ args }) => args)).toEqual([["run-1206", "너무 느려요"]]);
    expect(screen.getByTestId("run-cancelled")).toBeTruthy();
  }, 30_000);

  it("filters its log by problems, and leads to its relatives", async () => {
    const { user, fake } = await openWindow({
      at: "/runs/run-1203",
      prepare: (fake) => {
        withRuns(fake);
        fake.runs.events["run-1203"] = [
          ...runs.events,
          runs.event(19, { kind: "line", step: 3, level: "warning", message: "the prompt is short" }),
        ];
      },
    });
    expect(screen.getByTestId("pool-changed")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Only problems" }));
    expect(screen.getByTestId("log-count").textContent).toBe("1 line");
    await user.click(screen.getByRole("link", { name: "Run 1,202 (retry)" }));
    await settle(fake);
    expect(screen.getByRole("heading", { name: "Run 1,202" })).toBeTruthy();
  });

  it("offers nothing that writes on a read-only profile", async () => {
    await openWindow({
      at: "/runs/run-1204",
      prepare: (fake) => {
        withRuns(fake);
        fake.connection = { ...samples.ready, profile: { ...samples.ready.profile, readOnly: true } };
      },
    });
    expect(screen.queryByRole("button", { name: "Approve" })).toBeNull();
    expect(screen.queryByRole("button", { name: "Cancel" })).toBeNull();
  });

  it.each(["run-1202", "run-1204", "run-1206", "run-1201"])("has a name for everything: %s", async (id) => {
    const { container } = await openWindow({ at: `/runs/${id}`, prepare: withRuns });
    expect(await faults(container)).toEqual([]);
  });
});
