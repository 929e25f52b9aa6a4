// How a grid is laid out: order, width, what is hidden, how high a row is.
import { MantineProvider } from "@mantine/core";
import { act, fireEvent, render, screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { GridMenu } from "./GridMenu";
import { columns, naming, openGrid } from "./testGrid";
import type { GridLayout } from "./types";

describe("the layout menu", () => {
  it("hides, orders and heightens, and never hides the title", async () => {
    const onLayout = vi.fn();
    const layout: GridLayout = { columns: [], rowHeight: "small" };
    render(
      <MantineProvider env="test">
        <GridMenu columns={columns} titleColumn="title" layout={layout} onLayout={onLayout} naming={naming} />
      </MantineProvider>,
    );
    fireEvent.click(screen.getByRole("button", { name: "Columns and row height" }));
    expect((screen.getByRole("checkbox", { name: "title" }) as HTMLInputElement).disabled).toBe(true);
    fireEvent.click(screen.getByRole("checkbox", { name: "weight" }));
    const last = (): GridLayout => onLayout.mock.lastCall?.[0];
    expect(last().columns.find((column) => column.key === "weight")?.hidden).toBe(true);
    fireEvent.click(screen.getByRole("button", { name: "Move weight up" }));
    expect(
      last()
        .columns.map((column) => column.key)
        .indexOf("weight"),
    ).toBe(2);
    fireEvent.click(screen.getByRole("radio", { name: "Large" }));
    expect(last().rowHeight).toBe("large");
  });
});

describe("the layout", () => {
  it("sorts up, down and not at all by Enter on a title", async () => {
    const { user, seen } = await openGrid();
    const title = screen.getByRole("button", { name: "weight" });
    await user.click(title);
    expect(seen.sort).toEqual({ column: "weight", descending: false });
    expect(screen.getByRole("columnheader", { name: /weight/ }).getAttribute("aria-sort")).toBe("ascending");
    act(() => title.focus());
    await user.keyboard("{Enter}");
    expect(seen.sort).toEqual({ column: "weight", descending: true });
    await user.keyboard("{Enter}");
    expect(seen.sort).toBeNull();
  });

  it("resizes and moves a column by keys", async () => {
    const { seen } = await openGrid();
    const title = screen.getByRole("button", { name: "intensity" });
    fireEvent.keyDown(title, { key: "ArrowRight", shiftKey: true });
    const width = () => seen.layout?.columns.find((column) => column.key === "intensity")?.width;
    expect(width()).toBe(122);
    fireEvent.keyDown(title, { key: "ArrowLeft", altKey: true });
    expect(seen.layout?.columns.map((column) => column.key).slice(0, 3)).toEqual(["title", "intensity", "description"]);
  });

  it("leaves hidden columns out and puts new ones at the end", async () => {
    const { container } = await openGrid(3, {}, [
      { key: "weight", width: 60, hidden: false },
      { key: "title", width: 100, hidden: true },
      { key: "gone", width: 60, hidden: false },
      { key: "tags", width: 60, hidden: true },
    ]);
    const titles = [...container.querySelectorAll("[data-title]")].map((title) => title.textContent);
    expect(titles.slice(0, 3)).toEqual(["title", "weight", "description"]);
    expect(titles).not.toContain("tags");
  });
});
