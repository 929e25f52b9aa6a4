// Says where a file was written, with ways to get to it.
import { AppError, backend } from "../backend";
import { copyToClipboard } from "./copy";
import { toastError } from "./toast";
import { speech, tellDone } from "./work";

export function tellFile(title: string, path: string): void {
  const say = speech().words.lists.export;
  const reveal = () =>
    void backend
      .fileReveal(path)
      .catch((thrown) => toastError(speech().words.lists.export.revealFailed, AppError.from(thrown)));
  tellDone({
    title,
    text: path,
    actions: [
      { label: say.reveal, run: reveal, stays: true },
      { label: say.copyPath, run: () => void copyToClipboard(path), stays: true },
    ],
  });
}
