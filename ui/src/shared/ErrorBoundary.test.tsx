// A part that throws while it is drawn: it alone is replaced by a note, and everything beside it goes on.
import { MantineProvider } from "@mantine/core";
import { fireEvent, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ReactElement, useState } from "react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { openWindow } from "../testing/openWindow";
import * as samples from "../testing/samples";
import { Dialog, DialogBoundary } from "./Dialog";
import { ErrorBoundary } from "./ErrorBoundary";

const show = (part: ReactElement) => render(<MantineProvider env="test">{part}</MantineProvider>);

let broken = true;

function Part() {
  if (broken) throw new Error("the seventh spoke is missing");
  return <p>all is well</p>;
}

function Opening() {
  const [open, setOpen] = useState(true);
  return (
    <DialogBoundary subject={`merge ${open}`} onClose={() => setOpen(false)}>
      {open ? <Part /> : <p>closed</p>}
    </DialogBoundary>
  );
}

beforeEach(() => {
  broken = true;
  // React tells the console of everything that a boundary catches.
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});

describe("a part that throws", () => {
  it("leaves a note with what happened, and what stands beside it", () => {
    show(
      <>
        <ErrorBoundary>
          <Part />
        </ErrorBoundary>
        <p>the rest</p>
      </>,
    );
    const note = screen.getByRole("alert");
    expect(note.textContent).toContain("Something went wrong");
    expect(note.textContent).toContain("the seventh spoke is missing");
    expect(screen.getByText("the rest")).toBeTruthy();
  });

  it("is drawn anew when asked, and shows the note again for as long as it throws", () => {
    show(
      <ErrorBoundary>
        <Part />
      </ErrorBoundary>,
    );
    const again = () => fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    again();
    expect(screen.getByTestId("failure-note")).toBeTruthy();
    broken = false;
    again();
    expect(screen.getByText("all is well")).toBeTruthy();
    expect(screen.queryByTestId("failure-note")).toBeNull();
  });

  it("gives its details to copy, with the place it happened in", async () => {
    const user = userEvent.setup();
    show(
      <ErrorBoundary>
        <Part />
      </ErrorBoundary>,
    );
    await user.click(screen.getByRole("button", { name: "Copy details" }));
    const copied = await navigator.clipboard.readText();
    expect(copied).toContain("Internal: the seventh spoke is missing");
    expect(copied).toContain("at Part");
  });

  it("is forgotten when something else is to be drawn", () => {
    const about = (subject: string) => (
      <MantineProvider env="test">
        <ErrorBoundary subject={subject}>
          <Part />
        </ErrorBoundary>
      </MantineProvider>
    );
    const { rerender } = render(about("one"));
    broken = false;
    rerender(about("one"));
    expect(screen.getByTestId("failure-note"), "nobody asked for another try").toBeTruthy();
    rerender(about("another"));
    expect(screen.getByText("all is well")).toBeTruthy();
  });
});

describe("a dialog that throws", () => {
  it("shows the note inside it when its content fails, and can still be closed", () => {
    const onClose = vi.fn();
    show(
      <Dialog opened title="Merge" onClose={onClose}>
        <Part />
      </Dialog>,
    );
    const dialog = screen.getByRole("dialog", { name: "Merge" });
    expect(within(dialog).getByTestId("failure-note")).toBeTruthy();
    fireEvent.click(within(dialog).getByRole("button", { name: "Close" }));
    expect(onClose).toHaveBeenCalled();
  });

  it("leaves a dialog that says so when it fails altogether, and is gone when that is closed", () => {
    show(<Opening />);
    fireEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(screen.getByText("closed")).toBeTruthy();
  });
});

describe("a dialog that throws although it is not open", () => {
  it("is told once", () => {
    show(
      <DialogBoundary subject="merge" onClose={() => undefined}>
        <Part />
      </DialogBoundary>,
    );
    fireEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});

describe("a page that throws", () => {
  it("leaves the frame around it, which leads to the others", async () => {
    const { user } = await openWindow({
      prepare: (fake) => {
        fake.home = { ...samples.home, content: null as never };
      },
    });
    expect(screen.getByTestId("failure-note")).toBeTruthy();
    await user.click(within(screen.getByTestId("sidebar")).getByRole("link", { name: "Settings" }));
    expect(await screen.findByTestId("settings")).toBeTruthy();
    expect(screen.queryByTestId("failure-note")).toBeNull();
  });
});
