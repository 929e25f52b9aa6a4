// Words for what is over: the shell asks every window for them, shows those of the first, and forgets the others.
import { useEffect, useRef } from "react";
import { backend, type Ended, type NoticeWords, onNoticeDue } from "../../backend";
import { addressOf } from "../../routes";
import { type Format, useFormat } from "../../shared/format";
import { useWords, type Words } from "../../words/words";

export function useNotices(): void {
  const words = useWords();
  const format = useFormat();
  const latest = useRef({ words, format });
  latest.current = { words, format };
  useEffect(
    () =>
      onNoticeDue((ended) => {
        const { words, format } = latest.current;
        // A desktop that shows none says so in Settings; over what somebody does now it would be noise.
        void backend.noticeShow(ended.id, noticeOf(ended, words, format)).catch(() => undefined);
      }),
    [],
  );
}

export function noticeOf(ended: Ended, words: Words, format: Format): NoticeWords {
  const say = words.notices.say;
  if (ended.kind === "batch")
    return {
      title: say.batch(format.number(ended.number), ended.label),
      text: say.batchText(format.count(ended.completed), format.count(ended.failed)),
      open: say.open,
      address: addressOf({ page: "batches", section: ended.id }),
    };
  const name = words.runs.name(format.number(ended.number));
  const took = say.completedText(ended.person, format.duration(ended.durationMs));
  const more =
    ended.errorKind === null
      ? ended.quality === null
        ? null
        : say.quality(format.number(Math.round(ended.quality * 100)))
      : (words.runs.kinds[ended.errorKind] ?? ended.errorKind);
  return {
    title: ended.errorKind === null ? say.completed(name) : say.failed(name),
    text: more === null ? took : `${took}: ${more}`,
    open: say.open,
    address: addressOf({ page: "runs", section: ended.id }),
  };
}
