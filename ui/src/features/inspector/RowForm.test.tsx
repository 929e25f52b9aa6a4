// The forms of the pools' rows: what is saved, what is refused, what happens when somebody else was faster, and what is
// asked before a row is taken away.
import { act, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import type { RowEdit } from "../../backend";
import { keepUnsaved } from "../../shared/unsaved";
import type { FakeBackend } from "../../testing/fakeBackend";
import { openWindow } from "../../testing/openWindow";

const AT = {
  experience: "/home?row=experience:e1",
  archetype: "/home?row=archetype:a1",
  visual: "/home?row=visual:v1",
};

afterEach(() => {
  for (const kind of ["experience/e1", "archetype/a1", "visual/v1", "visual/v2"]) keepUnsaved(kind, null);
});

async function opened(kind: keyof typeof AT, prepare?: (fake: FakeBackend) => void) {
  const window = await openWindow({ at: AT[kind], ...(prepare ? { prepare } : {}) });
  await screen.findByTestId("row-form");
  // Looked up each time: a form is mounted anew for another revision.
  const field = (name: string) => document.querySelector<HTMLInputElement>(`form [name="${name}"]`) as HTMLInputElement;
  const edits = () =>
    window.fake.calls.filter((call) => call.name === "tableWrite").flatMap((call) => call.args[1] as RowEdit[]);
  return { ...window, field, edits, inspector: screen.getByTestId("inspector") };
}

/** As a colleague in another window would do it. */
function elsewhere(fake: FakeBackend, values: Record<string, unknown>) {
  fake.tables.rows.experiences = fake.tables.rows.experiences.map((row) =>
    row.id === "e1" ? { ...row, ...values, revision: "9" } : row,
  );
  fake.tellRows({ table: "knock.data_pool_experiences", ids: ["e1"], actor: "jiwoo" });
}

describe("saving a row", () => {
  it("writes the changed columns only, at the revision it was opened at", async () => {
    const { user, field, edits } = await opened("experience");
    await user.clear(field("title"));
    await user.type(field("title"), "첫눈이 온 운동장");
    await user.keyboard("{Control>}s{/Control}");
    await waitFor(() => expect(screen.queryByTestId("save-bar")).toBeNull());
    expect(edits()).toEqual([{ id: "e1", revision: "1", set: { title: "첫눈이 온 운동장" } }]);
    expect(field("title").value).toBe("첫눈이 온 운동장");
    expect(screen.queryByTestId("changed-notice"), "our own save is no news").toBeNull();
  });

  it("puts a refusal of the database at its field, in the reader's words, and keeps the draft", async () => {
    const { user, field, fake } = await opened("experience");
    await user.clear(field("priority"));
    await user.type(field("priority"), "7");
    fake.failNext("tableWrite", {
      code: "Invalid",
      field: "priority",
      reason: { reason: "outOfRange", min: 1, max: 5 },
      message: "7 is not between 1 and 5",
    });
    await user.keyboard("{Control>}s{/Control}");
    await waitFor(() => expect(field("priority").getAttribute("aria-invalid")).toBe("true"));
    const note = document.getElementById(field("priority").getAttribute("aria-describedby") ?? "")?.textContent;
    expect(note).not.toContain("is not between");
    expect(note).toMatch(/1.*5/);
    expect(document.activeElement).toBe(field("priority"));
    expect(field("priority").value).toBe("7");
  });

  it("refuses what the columns do not allow without asking the database", async () => {
    const { user, field, edits } = await opened("experience");
    await user.clear(field("title"));
    await user.clear(field("ageMax"));
    await user.type(field("ageMax"), "3");
    await user.keyboard("{Control>}s{/Control}");
    expect(await screen.findByText("This may not be empty.")).toBeTruthy();
    expect(screen.getByText("This may not be below the age it begins with.")).toBeTruthy();
    expect(edits()).toEqual([]);
  });

  it("keeps lists as they were put in order, without empty lines", async () => {
    const { user, field, edits } = await opened("experience");
    await user.click(field("learnings"));
    await user.keyboard("{End}{Enter}");
    await user.keyboard("돌아올 차비를 남긴다.");
    await user.keyboard("{Alt>}{ArrowUp}{/Alt}");
    await user.click(screen.getByRole("button", { name: "Add what was learned" }));
    await user.keyboard("{Control>}s{/Control}");
    await waitFor(() => expect(edits()).toHaveLength(1));
    expect(edits()[0]?.set).toEqual({ learnings: ["돌아올 차비를 남긴다.", "기다리는 쪽이 편하다."] });
  });

  it("is not offered on a read-only profile", async () => {
    const { field } = await opened("experience", (fake) => {
      fake.connection = { ...fake.connection, profile: { ...fake.connection.profile, readOnly: true } };
    });
    expect(field("title").readOnly).toBe(true);
    expect(screen.queryByRole("button", { name: "Delete" })).toBeNull();
  });
});

describe("a row that changes elsewhere", () => {
  it("updates in place while it is merely shown", async () => {
    const { field, say } = await opened("experience");
    await say((fake) => elsewhere(fake, { title: "동생이 고친 제목" }));
    expect(field("title").value).toBe("동생이 고친 제목");
    expect(screen.queryByTestId("changed-notice")).toBeNull();
  });

  it("leaves a draft alone and says who changed it", async () => {
    const { user, field, say } = await opened("experience");
    await user.type(field("title"), "!");
    await say((fake) => elsewhere(fake, { title: "동생이 고친 제목" }));
    expect(field("title").value).toBe("가족 여행에서 혼자 남은 오후!");
    expect(screen.getByTestId("changed-notice").textContent).toContain("jiwoo");
  });

  it("is never overwritten in silence: mine, theirs, or field by field", async () => {
    const { user, field, say, edits, fake } = await opened("experience");
    await user.type(field("title"), "!");
    await say((fake) => elsewhere(fake, { weight: 140 }));
    await user.keyboard("{Control>}s{/Control}");
    await screen.findByTestId("stale-bar");
    await user.click(screen.getByRole("button", { name: "Compare" }));
    expect((screen.getByLabelText("Weight: Theirs 140") as HTMLInputElement).checked).toBe(true);
    await user.click(screen.getByRole("button", { name: "Save this choice" }));
    await waitFor(() => expect(screen.queryByTestId("stale-bar")).toBeNull());
    expect(edits().at(-1)).toEqual({ id: "e1", revision: "9", set: { title: "가족 여행에서 혼자 남은 오후!" } });
    expect(fake.tables.rows.experiences.find((row) => row.id === "e1")?.weight, "theirs stays").toBe(140);
  });
});

describe("the draft of a row", () => {
  it("is offered again after a crash", async () => {
    const { user, field } = await opened("experience", (fake) => {
      fake.drafts = [
        { key: "experience/e1", revision: "1", savedAt: "2026-11-21T00:00:00Z", value: { title: "쓰다 만 제목" } },
      ];
    });
    await screen.findByTestId("draft-found");
    await user.click(screen.getByRole("button", { name: "Continue editing" }));
    expect(field("title").value).toBe("쓰다 만 제목");
  });

  it("gets hints of rows that are called nearly the same", async () => {
    const { user, field } = await opened("experience");
    await user.clear(field("title"));
    await user.type(field("title"), "막차를");
    expect((await screen.findByTestId("hints")).textContent).toContain("막차를 놓친 밤");
  });
});

describe("taking a row away", () => {
  const impact = {
    active: 1,
    emptied: [{ need: "survival" as const, column: "low", before: 1, after: 0, target: 3 }],
    thinned: [],
    references: [],
    referenceCount: 0,
  };

  it("says first which cell would be empty, and does nothing when the answer is no", async () => {
    const { user, edits } = await opened("experience", (fake) => {
      fake.tables.impact = impact;
    });
    await user.click(screen.getByRole("radio", { name: "Reviewed" }));
    await user.keyboard("{Control>}s{/Control}");
    const question = await screen.findByTestId("impact");
    expect(question.textContent).toContain("Safety · Low");
    expect(question.textContent).toContain("1 → 0, target 3");
    await user.click(within(question).getByRole("button", { name: "Cancel" }));
    expect(edits()).toEqual([]);
    await user.keyboard("{Control>}s{/Control}");
    await user.click(within(await screen.findByTestId("impact")).getByRole("button", { name: "Take it out anyway" }));
    await waitFor(() => expect(edits()[0]?.set).toEqual({ reviewState: "reviewed" }));
  });

  it("deletes at once where nothing breaks, and brings the row back", async () => {
    const { user, fake } = await opened("experience");
    const row = fake.tables.rows.experiences[0];
    await user.click(screen.getByRole("button", { name: "Delete" }));
    expect((await screen.findByTestId("row-gone")).textContent).toContain("This row was deleted");
    if (row) {
      fake.tables.trash.experiences = [{ change: "h1", id: "e1", label: "", at: "", actor: "mina", row }];
    }
    await user.click(screen.getByRole("button", { name: "Bring it back" }));
    await waitFor(() => expect(screen.queryByTestId("row-gone")).toBeNull());
  });
});

describe("an archetype", () => {
  it("has a radar whose corners move by keys, in steps and to the ends", async () => {
    const { user, inspector, edits } = await opened("archetype");
    const growth = within(inspector).getByRole("slider", { name: "Growth" });
    act(() => growth.focus());
    await user.keyboard("{ArrowUp}{ArrowUp}{PageDown}{ArrowRight}");
    expect(growth.getAttribute("aria-valuenow")).toBe("0.35");
    await user.keyboard("{End}");
    expect(growth.getAttribute("aria-valuenow")).toBe("1");
    await user.keyboard("{Control>}s{/Control}");
    await waitFor(() => expect(edits()).toHaveLength(1));
    expect(edits()[0]?.set).toEqual({
      needProfile: { survival: 0.55, belonging: 0.3, recognition: 0.85, autonomy: 0.6, growth: 1, meaning: 0.75 },
    });
  });

  it("takes its numbers typed, and says which archetypes it resembles", async () => {
    const { user, inspector } = await opened("archetype");
    const number = within(inspector).getByRole("spinbutton", { name: "Meaning, as a number" });
    await user.clear(number);
    await user.type(number, "0.2");
    expect(within(inspector).getByRole("slider", { name: "Meaning" }).getAttribute("aria-valuenow")).toBe("0.2");
    expect(inspector.textContent).toContain("Nearest archetypes");
    expect(inspector.textContent).toContain("밤 산책자");
  });

  it("says that renaming it changes who names it, and takes it back as one", async () => {
    const { user, field, fake, inspector } = await opened("archetype");
    await user.type(field("name"), "s");
    await waitFor(() => expect(inspector.textContent).toContain("Saving renames it in 1 row too"));
    await user.keyboard("{Control>}s{/Control}");
    await screen.findByText("Renamed, here and in every row that names it");
    await user.click(screen.getByTestId("undo-done"));
    await waitFor(() => expect(fake.calls.some((call) => call.name === "changeUndoStart")).toBe(true));
  });

  it("keeps what its form does not know when an object is added", async () => {
    const { user, edits, inspector } = await opened("archetype", (fake) => {
      fake.tables.rows.archetypes = fake.tables.rows.archetypes.map((row) => ({
        ...row,
        visualElements: {
          objects: [{ name: "진열장", name_en: "cabinet", weight: 0.9 }],
          colors: { primary: "#2C3E50" },
        },
      }));
    });
    await user.click(within(inspector).getByRole("button", { name: "Add an object" }));
    await user.type(within(inspector).getByRole("textbox", { name: "Object 2" }), "돋보기");
    await user.keyboard("{Control>}s{/Control}");
    await waitFor(() => expect(edits()).toHaveLength(1));
    expect(edits()[0]?.set.visualElements).toEqual({
      objects: [
        { name: "진열장", name_en: "cabinet", weight: 0.9 },
        { name: "돋보기", weight: 1 },
      ],
      colors: { primary: "#2C3E50" },
    });
  });
});

describe("a visual", () => {
  it("shows what enters the prompt while it is written, and falls back to the value", async () => {
    const { user, field } = await opened("visual");
    expect(screen.getByTestId("prompt-preview").textContent).toContain("a low shelf by the window");
    await user.clear(field("promptFragment"));
    expect(screen.getByTestId("prompt-preview").textContent).toContain("#2C3E50");
    expect(screen.getByTestId("prompt-preview").textContent).toContain("Without a fragment");
  });

  it("that is a colour has a picker, and its need's palette beside it", async () => {
    const { inspector } = await opened("visual");
    expect((within(inspector).getByLabelText("Pick a colour: Value") as HTMLInputElement).value).toBe("#2c3e50");
    expect(await within(inspector).findByRole("region", { name: "Colours of Safety" })).toBeTruthy();
  });
});

describe("the tabs of a row", () => {
  it("tell of its use", async () => {
    const { user } = await opened("experience");
    await user.click(screen.getByRole("tab", { name: "Usage" }));
    const usage = await screen.findByTestId("usage");
    expect(usage.textContent).toContain("14");
    expect(usage.textContent).toContain("Run 1,204");
  });

  it("show what an older version would change, and restore it", async () => {
    const { user, fake } = await opened("experience");
    await user.click(screen.getByRole("tab", { name: /History/ }));
    await user.click(screen.getByText("seed"));
    await user.click(screen.getByRole("button", { name: "Restore this version…" }));
    const box = screen.getByTestId("restore-version");
    expect(within(box).getByText("Weight")).toBeTruthy();
    expect(box.textContent).toContain("80");
    await user.click(within(box).getByRole("button", { name: "Restore" }));
    await waitFor(() =>
      expect(fake.calls.find((call) => call.name === "tableRestoreVersion")?.args).toEqual([
        "experiences",
        "e1",
        "1",
        "c1",
      ]),
    );
    await user.click(await screen.findByTestId("undo-done"));
    await waitFor(() => expect(fake.calls.some((call) => call.name === "changeUndoStart")).toBe(true));
  });
});
