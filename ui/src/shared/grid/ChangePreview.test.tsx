// Many cells at once: the clipboard, filling and clearing, and the preview before they are written.
import { MantineProvider } from "@mantine/core";
import { fireEvent, render, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { ChangePreview } from "./ChangePreview";
import { CTRL, clipboard, columns, END, makeRow, naming, openGrid, paste, settle } from "./testGrid";
import type { Column } from "./types";

describe("the clipboard", () => {
  it("takes a range as text and as a table", async () => {
    const { user, pen } = await openGrid();
    await user.keyboard("{Shift>}{ArrowDown}{ArrowRight>4/}{/Shift}");
    const event = clipboard();
    fireEvent.copy(pen, event);
    expect(event.data["text/plain"]).toBe("Row 0\t\tLow\t0\ta\r\nRow 1\t\tLow\t1\ta");
    expect(event.data["text/html"]).toContain("<td>Row 1</td>");
    expect(screen.getByText("10 cells copied")).toBeTruthy();
  });

  it("writes a single pasted cell at once", async () => {
    const { pen, backend } = await openGrid();
    await paste(pen, "Neu");
    expect(backend.write.mock.calls[0]?.[0]).toEqual([{ id: "r0", revision: "1", set: { title: "Neu" } }]);
  });

  it("shows a block first, refuses bad numbers with their reason and writes the rest in one go", async () => {
    const { user, pen, backend, cell } = await openGrid();
    await user.keyboard("{ArrowRight>3/}");
    await paste(pen, "7\r\nx\r\n8");
    const dialog = await screen.findByRole("dialog", { name: "Paste" });
    expect(backend.write).not.toHaveBeenCalled();
    expect(within(dialog).getByText("This is not a number.")).toBeTruthy();
    expect(within(dialog).getByText("2 cells change in 2 rows")).toBeTruthy();
    await user.click(within(dialog).getByRole("button", { name: "Change 2 cells" }));
    await settle();
    expect(backend.write.mock.calls.map(([edits]) => edits.map(({ id, set }) => [id, set]))).toEqual([
      [
        ["r0", { weight: 7 }],
        ["r2", { weight: 8 }],
      ],
    ]);
    expect(cell(1, "weight").textContent).toBe("1");
  });

  it("fills down and clears through the same preview, and steps back with one key", async () => {
    const { user, backend, cell, table } = await openGrid();
    await user.keyboard(`{ArrowRight>3/}{Shift>}{ArrowDown>3/}{/Shift}${CTRL}d${END}`);
    await settle();
    await user.click(await screen.findByRole("button", { name: "Change 3 cells" }));
    await settle();
    expect(table.rows.slice(0, 4).map((row) => row.weight)).toEqual([0, 0, 0, 0]);
    await user.keyboard(`${CTRL}z${END}`);
    await settle();
    expect(backend.undo).toHaveBeenCalledWith("set1");
    expect(cell(3, "weight").textContent).toBe("3");
    await user.keyboard(`${CTRL}{Shift>}z{/Shift}${END}`);
    await settle();
    expect(cell(3, "weight").textContent).toBe("0");
    await user.keyboard("{Delete}");
    await settle();
    expect(screen.getByRole("dialog", { name: "Clear" })).toBeTruthy();
  });

  it("names the rows that found no place", async () => {
    const { pen, user } = await openGrid(2);
    await user.keyboard("{ArrowDown}");
    await paste(pen, "a\r\nb\r\nc");
    expect(await screen.findByText("2 copied rows lie beyond the end")).toBeTruthy();
  });
});

describe("the preview", () => {
  it("shows two hundred cells and counts the others", async () => {
    const changes = Array.from({ length: 230 }, (_, index) => ({
      row: makeRow(index),
      column: columns[3] as Column,
      old: 1,
      now: 2,
      problem: null,
    }));
    render(
      <MantineProvider env="test">
        <ChangePreview
          opened
          title="Replace"
          changes={changes}
          naming={naming}
          rowLabel={(row) => String(row.title)}
          onConfirm={() => undefined}
          onClose={() => undefined}
        />
      </MantineProvider>,
    );
    expect(screen.getByText("and 30 more")).toBeTruthy();
    expect(screen.getAllByRole("rowheader")).toHaveLength(200);
  });
});
