// Notices in memory: what is wanted, and what a desktop would show.
import type * as Shell from "../bindings";
import type { commands as Commands } from "../bindings";
import { ok } from "./fakeAnswers";

export interface FakeNotices {
  wanted: Shell.Notices;
  /** Null where nothing shows them. */
  service: string | null;
  shown: Shell.NoticeWords[];
}

export function fakeNotices() {
  const state: FakeNotices = {
    wanted: { enabled: false, finished: true, failed: true, batches: true, longerThanSeconds: 60 },
    service: "gnome-shell",
    shown: [],
  };
  const show = (words: Shell.NoticeWords) => {
    state.shown.push(words);
    return ok(null);
  };
  const answers = {
    noticesGet: () => Promise.resolve(state.wanted),
    noticesSet: (notices) => {
      state.wanted = notices;
      return ok(null);
    },
    noticeService: () => Promise.resolve(state.service),
    noticeShow: (_id, words) => show(words),
    noticeTest: show,
  } satisfies Partial<typeof Commands>;
  return { answers, state };
}
