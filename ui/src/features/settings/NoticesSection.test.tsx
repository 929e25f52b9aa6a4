// Notices of the desktop: chosen in Settings, honest where none can be shown, and worded when something is over.
import { fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { setPreference } from "../../shared/preferences";
import { openWindow, settle } from "../../testing/openWindow";

const LONG = 30_000;
const section = () => within(screen.getByTestId("settings-notices"));
const callsOf = (fake: Awaited<ReturnType<typeof openWindow>>["fake"], name: string) =>
  fake.calls.filter((call) => call.name === name);

describe("notices of the desktop", () => {
  it(
    "are off until somebody wants them, and every choice is kept at once",
    async () => {
      const { user, fake } = await openWindow({ at: "/settings/notices" });
      const failed = () => section().getByRole<HTMLInputElement>("checkbox", { name: "When a run has failed" });
      expect(failed().disabled).toBe(true);
      await user.click(section().getByRole("checkbox", { name: "Tell me" }));
      await settle(fake);
      await user.click(failed());
      const seconds = section().getByRole("textbox", { name: "Runs that took longer than" });
      fireEvent.change(seconds, { target: { value: "100000" } });
      expect(section().getByText("A whole number from 0 to 86,400")).toBeTruthy();
      fireEvent.change(seconds, { target: { value: "30" } });
      await settle(fake);
      expect(fake.notices.wanted).toEqual({
        enabled: true,
        finished: true,
        failed: false,
        batches: true,
        longerThanSeconds: 30,
      });
      expect(callsOf(fake, "noticesSet"), "what is out of range is not sent").toHaveLength(3);
    },
    LONG,
  );

  it(
    "can be tried, and say so where nothing shows them",
    async () => {
      const { user, fake } = await openWindow({
        at: "/settings/notices",
        prepare: (fake) => {
          fake.notices.service = null;
        },
      });
      expect(screen.getByTestId("no-notice-service").textContent).toContain("Nothing on this desktop shows notices");
      fake.failNext("noticeTest", { code: "NotFound", message: "this desktop shows no notices" });
      await user.click(section().getByRole("button", { name: "Show a test notice" }));
      await settle(fake);
      expect(screen.getByText("The notice was not shown")).toBeTruthy();
    },
    LONG,
  );

  it(
    "are worded in the reader's language and lead to what is over",
    async () => {
      const { say, fake } = await openWindow();
      const run = { kind: "run" as const, id: "run-7", number: 1207, person: "하람", durationMs: 95_000 };
      await say((fake) => fake.tellEnded({ ...run, errorKind: null, quality: 0.86 }));
      expect(fake.notices.shown).toEqual([
        { title: "Run 1,207 is completed", text: "하람, after 1.6m: quality 86", open: "Open", address: "/runs/run-7" },
      ]);
      expect(callsOf(fake, "noticeShow")[0]?.args[0]).toBe("run-7");
      await say(() => setPreference("language", "ko"));
      await say((fake) => fake.tellEnded({ ...run, errorKind: "timeout", quality: null }));
      expect(fake.notices.shown[1]?.title).toContain("실패");
      await say((fake) =>
        fake.tellEnded({ kind: "batch", id: "batch-2", number: 2, label: "밤 비교", completed: 118, failed: 2 }),
      );
      expect(fake.notices.shown[2]).toMatchObject({ title: "일괄 실행 ‘밤 비교’ 끝", text: "완료 118개, 실패 2개" });
    },
    LONG,
  );
});
