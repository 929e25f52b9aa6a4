// A spreadsheet into the pool: the file is looked at first (what is new, what changes, what is refused and why), then goes
// in as a whole, and can be taken out again. Several files wait for their turn.
import { Button } from "@mantine/core";
import { FileUp } from "lucide-react";
import { type ClipboardEvent, type DragEvent, useEffect, useId, useRef, useState } from "react";
import { useMayWrite } from "../../../backend";
import { EmptyState } from "../../../shared/EmptyState";
import { useWords } from "../../../words/words";
import type { PanelProps } from "../panelProps";
import own from "./ImportPanel.module.css";
import { ImportRun } from "./ImportRun";
import styles from "./panels.module.css";

const KINDS = ".csv,.tsv,.txt,.jsonl,.ndjson,.json,.xlsx";

/** What is pasted has no name: its first line tells whether it came from a spreadsheet. */
export function pastedFile(text: string): File {
  const head = text.trimStart().split("\n")[0] ?? "";
  const name = head.startsWith("{") ? "pasted.jsonl" : head.includes("\t") ? "pasted.tsv" : "pasted.csv";
  return new File([text], name, { type: "text/plain" });
}

export function ImportPanel(props: PanelProps) {
  const words = useWords();
  const say = words.poolPanels.import;
  const mayWrite = useMayWrite();
  const id = useId();
  const [queue, setQueue] = useState<{ key: number; file: File }[]>([]);
  const [over, setOver] = useState(false);
  const count = useRef(0);
  const zone = useRef<HTMLElement>(null);

  const take = (files: Iterable<File>) =>
    setQueue((waiting) => [...waiting, ...[...files].map((file) => ({ key: count.current++, file }))]);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  const onPaste = (event: ClipboardEvent) => {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
    if (event.clipboardData.files.length > 0) take(event.clipboardData.files);
    else {
      const text = event.clipboardData.getData("text/plain");
      if (text.trim() === "") return;
      take([pastedFile(text)]);
    }
    event.preventDefault();
  };
  // A file dropped beside the zone must not replace the whole window.
  useEffect(() => {
    const keep = (event: globalThis.DragEvent) => event.preventDefault();
    window.addEventListener("dragover", keep);
    window.addEventListener("drop", keep);
    return () => {
      window.removeEventListener("dragover", keep);
      window.removeEventListener("drop", keep);
    };
  }, []);

  if (!mayWrite)
    return (
      <div className={styles.panel} data-testid="import-panel">
        <EmptyState icon={FileUp} title={say.title} text={words.save.readOnly} />
      </div>
    );

  const [now, ...waiting] = queue;
  const paste = async () => {
    try {
      const text = await navigator.clipboard.readText();
      if (text.trim() !== "") take([pastedFile(text)]);
    } catch {
      // The web view does not let us read it without its own key: then the zone takes Ctrl+V.
      zone.current?.focus();
    }
  };
  return (
    <div className={styles.panel} data-testid="import-panel" onPaste={onPaste}>
      <section
        ref={zone}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: Ctrl+V pastes here
        tabIndex={0}
        className={own.zone}
        data-over={over || undefined}
        data-small={now ? true : undefined}
        aria-label={say.title}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        {now ? null : (
          <>
            <FileUp size={22} strokeWidth={1.5} aria-hidden />
            <strong>{say.drop}</strong>
            <p className={styles.note}>{say.formats}</p>
          </>
        )}
        <div className={styles.row}>
          <label htmlFor={id} className={own.choose}>
            {now ? say.chooseMore : say.choose}
            <input
              id={id}
              type="file"
              className="unseen"
              accept={KINDS}
              multiple
              onChange={(event) => {
                take(event.currentTarget.files ?? []);
                event.currentTarget.value = "";
              }}
            />
          </label>
          {now ? null : (
            <Button variant="default" onClick={() => void paste()}>
              {say.paste}
            </Button>
          )}
        </div>
        {waiting.length > 0 ? (
          <ul className={styles.note} aria-label={say.waiting}>
            {waiting.map((one) => (
              <li key={one.key}>
                {say.waitingFile(one.file.name)}{" "}
                <button
                  type="button"
                  className={styles.link}
                  onClick={() => setQueue((all) => all.filter(({ key }) => key !== one.key))}
                >
                  {say.leaveOutFile}
                </button>
              </li>
            ))}
          </ul>
        ) : null}
      </section>
      {now ? (
        <ImportRun
          key={now.key}
          {...props}
          file={now.file}
          next={waiting[0]?.file.name ?? null}
          onClose={() => setQueue((all) => all.slice(1))}
        />
      ) : null}
    </div>
  );
}
