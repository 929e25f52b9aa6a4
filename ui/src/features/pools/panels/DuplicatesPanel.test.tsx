// Duplicates: found over the filter, told apart or merged; never merged over somebody's newer edit. And the trash.
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Pool, TableRow } from "../../../backend";
import type { FakeBackend } from "../../../testing/fakeBackend";
import { matching } from "../../../testing/fakeRows";
import { DuplicatesPanel } from "./DuplicatesPanel";
import { odditiesOf } from "./oddities";
import { TrashPanel } from "./TrashPanel";
import { showPanel } from "./testPanel";

const prepare = (fake: FakeBackend) => {
  fake.tables.duplicates = {
    pairs: [
      {
        first: { id: "e1", label: "가족 여행에서 혼자 남은 오후", text: "바닷가를 걸었다" },
        second: { id: "e2", label: "막차를 놓친 밤", text: "바닷가를 오래 걸었다" },
        similarity: 0.82,
        by: "text",
      },
    ],
    found: 1,
    compared: 12,
  };
};

async function found() {
  const panel = await showPanel(DuplicatesPanel, "experiences", prepare, { filter: { text: "밤" } });
  await panel.user.click(screen.getByRole("button", { name: "Find duplicates" }));
  await screen.findByText("82%");
  return panel;
}

describe("duplicates", () => {
  it("are looked for among the rows of the grid's filter and shown with the words that differ", async () => {
    const { calls, container } = await found();
    expect(calls("poolDuplicatesStart")[0]).toEqual(["experiences", { text: "밤" }, 0.6]);
    expect(container.querySelector("ins")?.textContent).toContain("오래");
  });

  it("that are none are put away for as long as the panel lives", async () => {
    const { user } = await found();
    await user.click(screen.getByRole("button", { name: "Not a duplicate" }));
    expect(screen.queryByText("82%")).toBeNull();
    expect(screen.getByText(/1 pair was told apart/)).toBeTruthy();
  });

  it("merge with what was chosen of each, at the revisions that were looked at, and can be undone", async () => {
    const { user, calls, onUndoable } = await found();
    await user.click(screen.getByRole("button", { name: "Merge…" }));
    const form = await screen.findByTestId("merge");
    await user.click(within(form).getByRole("radio", { name: "Title: the other's" }));
    await user.click(within(form).getByRole("radio", { name: "Tags: both together" }));
    await user.click(within(form).getByRole("button", { name: "Merge" }));
    await waitFor(() => expect(onUndoable).toHaveBeenCalledOnce());
    expect(calls("poolMerge")[0]).toEqual([
      "experiences",
      {
        keep: "e1",
        keepRevision: "1",
        remove: "e2",
        removeRevision: "1",
        set: { title: "막차를 놓친 밤", tags: ["childhood", "travel", "family", "school"] },
      },
    ]);
    expect(screen.queryByText("82%"), "the pair is done").toBeNull();
  });

  it("are read again when somebody saved one of them meanwhile", async () => {
    const { user, fake, calls } = await found();
    await user.click(screen.getByRole("button", { name: "Merge…" }));
    await screen.findByTestId("merge");
    fake.failNext("poolMerge", { code: "Stale" });
    await user.click(within(screen.getByTestId("merge")).getByRole("button", { name: "Merge" }));
    expect(await screen.findByText("One of the two was saved meanwhile")).toBeTruthy();
    await waitFor(() => expect(calls("tableRowsById").length).toBeGreaterThan(1));
  });
});

describe("hygiene", () => {
  it("counts the drafts, and shows them in the grid", async () => {
    const { user, onFilter } = await showPanel(DuplicatesPanel, "experiences");
    const drafts = screen.getByRole("button", { name: "Drafts waiting for review" });
    expect(drafts.parentElement?.textContent).toMatch(/review 2$/);
    await user.click(drafts);
    expect(onFilter.mock.calls[0]?.[0].conditions).toEqual([{ column: "reviewState", test: "any", values: ["draft"] }]);
  });

  it("finds texts of odd length and language in the whole pool, and leaves names alone", () => {
    const long =
      "점심을 먹고 나니 모두 낮잠에 들었다. 맨발로 나가 방파제 끝까지 걸었고 돌아왔을 때 아무도 묻지 않았다.";
    const found = (pool: Pool, row: TableRow) =>
      odditiesOf(pool)
        .filter(({ filter }) => matching([row], filter).length > 0)
        .map(({ oddity }) => oddity);
    const of = (title: string, description: string) => found("experiences", { title, description });
    expect(of("막차를 놓친 밤", long)).toEqual([]);
    expect(of("막차를 놓친 밤", "짧다")).toEqual(["short"]);
    expect(of("Last train", long)).toEqual(["noHangul"]);
    expect(of("막차", `${long} He just kept walking home.`)).toEqual(["latin"]);
    expect(of("GitHub 첫 커밋", long), "a name is no foreign text").toEqual([]);
    expect(found("visuals", { value: "#2C3E50", description: "" })).toEqual([]);
  });
});

describe("the trash", () => {
  const trashed = (id: string) => ({
    change: `h${id}`,
    id,
    label: `지운 장면 ${id}`,
    at: "2026-03-02T09:00:00Z",
    actor: "jiwoo",
    row: { id, title: `지운 장면 ${id}`, need_type: "growth", description: "모두 낮잠에 들었다." },
  });

  it("says who deleted a row, shows it, and brings several back", async () => {
    const { user, calls, onUndoable } = await showPanel(TrashPanel, "experiences", (fake) => {
      fake.tables.trash.experiences = [trashed("x1"), trashed("x2")];
    });
    expect(screen.getAllByText(/deleted by jiwoo/)).toHaveLength(2);
    await user.click(screen.getByRole("button", { name: "지운 장면 x1" }));
    expect(screen.getByText("Growth")).toBeTruthy();
    await user.click(screen.getByRole("checkbox", { name: "Select 지운 장면 x1" }));
    await user.click(screen.getByRole("checkbox", { name: "Select 지운 장면 x2" }));
    await user.click(screen.getByRole("button", { name: "Restore 2 rows" }));
    await waitFor(() => expect(calls("tableRestore")).toEqual([["experiences", ["x1", "x2"]]]));
    expect(onUndoable.mock.calls.map(([, label]) => label)).toEqual(["“지운 장면 x1” and 1 more row restored"]);
  });

  it("that is empty says what comes here", async () => {
    await showPanel(TrashPanel, "experiences");
    expect(screen.getByText("The trash is empty")).toBeTruthy();
  });
});
