// A file on its way in: looked at, mapped anew, refused in part, imported, undone; and what happens when it fails.
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Import } from "../../../backend";
import type { FakeBackend } from "../../../testing/fakeBackend";
import { imported } from "../../../testing/samples";
import { ImportPanel, pastedFile } from "./ImportPanel";
import { showPanel } from "./testPanel";

const clean: Import = { ...imported, rows: 2, errors: [], errorCount: 0 };
const sheet = (name = "rows.csv") => new File(["제목,욕구\n비밀 편지,소속\n"], name, { type: "text/csv" });

async function looked(prepare?: (fake: FakeBackend) => void, files = [sheet()]) {
  const panel = await showPanel(ImportPanel, "experiences", prepare);
  await panel.user.upload(document.querySelector<HTMLInputElement>('input[type="file"]') as HTMLInputElement, files);
  await screen.findByTestId("import-mapping");
  await panel.settle();
  return panel;
}

describe("a dry run", () => {
  it("sends the whole file and says what would happen before anything is written", async () => {
    const { calls } = await looked();
    const piece = calls("uploadAppend")[0]?.[1] as string;
    const bytes = Uint8Array.from(atob(piece), (sign) => sign.charCodeAt(0));
    expect(new TextDecoder().decode(bytes)).toBe("제목,욕구\n비밀 편지,소속\n");
    expect(screen.getByText(/1 new, 1 changed, 1 refused/)).toBeTruthy();
    expect(calls("importStart")).toEqual([]);
  });

  it("tells of each refused row its number, its field and the reason in the reader's language", async () => {
    await looked();
    const row = within(screen.getByRole("table", { name: "Refused" })).getAllByRole("row")[1];
    expect(row?.textContent).toContain("4");
    expect(row?.textContent).toContain("Weight");
    expect(row?.textContent, "said by its reason, not by the core's words").not.toContain("weight must be");
    expect(row?.textContent).toMatch(/1.*1,000/);
  });

  it("shows what changes cell by cell", async () => {
    const { user } = await looked();
    await user.click(screen.getByRole("tab", { name: /Changed/ }));
    const panel = screen.getByRole("tabpanel", { name: /Changed/ });
    expect(panel.textContent).toContain("막차를 놓친 밤");
    expect(panel.textContent).toContain("110");
    expect(panel.textContent).toContain("140");
  });

  it("marks guessed columns and looks again when one is mapped by hand", async () => {
    const { user, calls } = await looked();
    const mapping = screen.getByRole("table", { name: "Columns of the file" });
    expect(within(mapping).getAllByText("guessed")).toHaveLength(2);
    await user.selectOptions(within(mapping).getByRole("combobox", { name: "Where 메모 goes" }), "tags");
    await waitFor(() => expect(calls("importDryRunStart")).toHaveLength(2));
    expect(calls("importDryRunStart")[1]?.[3]).toMatchObject({ map: { 메모: "tags" } });
  });

  it("looks again with other letters", async () => {
    const { user, calls } = await looked();
    await user.selectOptions(screen.getByRole("combobox", { name: "Letters" }), "cp949");
    await waitFor(() => expect(calls("importDryRunStart")[1]?.[3]).toMatchObject({ encoding: "cp949" }));
  });

  it("that cannot read the file says so in place", async () => {
    const panel = await showPanel(ImportPanel, "experiences");
    panel.fake.failNext("importDryRunStart", { code: "Invalid", message: "this is no spreadsheet" });
    await panel.user.upload(
      document.querySelector<HTMLInputElement>('input[type="file"]') as HTMLInputElement,
      sheet(),
    );
    expect(await screen.findByText("This file could not be read")).toBeTruthy();
    expect(screen.getByText("this is no spreadsheet")).toBeTruthy();
  });
});

describe("an import", () => {
  it("of a file without refusals brings in all of it, if it still is what was seen", async () => {
    const { user, calls, onUndoable } = await looked((fake) => {
      fake.tables.imported = clean;
    });
    await user.click(screen.getByRole("button", { name: "Import 2 rows" }));
    expect(await screen.findByTestId("import-done")).toBeTruthy();
    expect(calls("importStart")[0]?.[3]).toMatchObject({ expect: "d1", skipErrors: false, mode: "upsert" });
    expect(onUndoable).toHaveBeenCalledWith(expect.any(String), "1 row added, 1 changed");
  });

  it("leaves out what is refused only when somebody says so, and can be undone", async () => {
    const { user, calls, onUndoable } = await looked();
    await user.click(screen.getByRole("button", { name: "Import the 2 good rows, leave out 1" }));
    expect((await screen.findByTestId("import-done")).textContent).toContain("1 row was left out");
    expect(calls("importStart")[0]?.[3]).toMatchObject({ expect: "d1", skipErrors: true });
    expect(onUndoable).toHaveBeenCalledOnce();
  });

  it("looks again instead of writing when the rows changed meanwhile", async () => {
    const { user, fake, calls } = await looked();
    fake.failNext("importStart", { code: "Stale" });
    await user.click(screen.getByTestId("import-go"));
    expect((await screen.findByTestId("import-stale")).textContent).toContain("The rows changed meanwhile");
    expect(calls("importDryRunStart")).toHaveLength(2);
    expect(screen.queryByTestId("import-done")).toBeNull();
  });

  it("shows its progress and can be stopped", async () => {
    const { user, fake, calls } = await looked();
    fake.tables.holdTasks = true;
    await user.click(screen.getByTestId("import-go"));
    await user.click(within(await screen.findByTestId("task-progress")).getByRole("button", { name: "Cancel" }));
    await waitFor(() => expect(screen.queryByTestId("task-progress")).toBeNull());
    expect(calls("taskCancel")).toHaveLength(1);
    expect(screen.getByTestId("import-go"), "it can be started again").toBeTruthy();
  });

  it("of several files goes one after another", async () => {
    const { user } = await looked(
      (fake) => {
        fake.tables.imported = clean;
      },
      [sheet("one.csv"), sheet("two.csv")],
    );
    expect(screen.getByText(/two\.csv comes next/)).toBeTruthy();
    await user.click(screen.getByTestId("import-go"));
    await user.click(await screen.findByRole("button", { name: "Go on with two.csv" }));
    expect(await screen.findByRole("region", { name: "two.csv" })).toBeTruthy();
  });
});

describe("what is pasted", () => {
  it("is taken for what its first line looks like", () => {
    expect(pastedFile("제목\t욕구\n가\t소속").name).toBe("pasted.tsv");
    expect(pastedFile('{"title": "가"}').name).toBe("pasted.jsonl");
    expect(pastedFile("제목,욕구").name).toBe("pasted.csv");
  });
});
