// Runs that somebody shared as bundles: chosen or dropped on the list, brought in one after the other.
import { useQueryClient } from "@tanstack/react-query";
import { type DragEvent, useCallback, useMemo, useRef, useState } from "react";
import { AppError, backend, keys, useMayWrite } from "../../../backend";
import { toast, toastError } from "../../../shared/toast";
import { uploadFile } from "../../../shared/uploadFile";
import { useWriteQuestion } from "../../../shared/useProduction";
import { useWords } from "../../../words/words";

/** From a file to the id of the run that it holds. */
async function bringIn(file: File): Promise<string | null> {
  const upload = await uploadFile(
    file,
    () => undefined,
    () => false,
  );
  return upload === null ? null : (await backend.runImport(upload)).id;
}

/** What cannot be read is no bundle; anything else is nothing that the file could help. */
function useRefusal() {
  const { noBundle } = useWords().runList.bundles;
  return useCallback(
    (title: string, error: AppError) =>
      error.code === "Invalid" ? toast({ tone: "bad", title, text: noBundle }) : toastError(title, error),
    [noBundle],
  );
}

export function useBundles(onOpen: (id: string) => void) {
  const words = useWords();
  const client = useQueryClient();
  const question = useWriteQuestion();
  const mayWrite = useMayWrite();
  const refuse = useRefusal();
  const [busy, setBusy] = useState(false);
  const [over, setOver] = useState(false);
  const working = useRef(false);
  const say = words.runList.bundles;

  const take = useCallback(
    async (files: File[]) => {
      if (files.length === 0 || working.current) return;
      if (!(await question(say.production))) return;
      working.current = true;
      setBusy(true);
      const brought: string[] = [];
      for (const file of files) {
        try {
          const id = await bringIn(file);
          if (id !== null) brought.push(id);
        } catch (thrown) {
          refuse(say.failed(file.name), AppError.from(thrown));
        }
      }
      working.current = false;
      setBusy(false);
      void client.invalidateQueries({ queryKey: keys.home });
      const [first] = brought;
      if (first === undefined) return;
      toast({ tone: "good", title: say.done(brought.length === 1 ? (files[0]?.name ?? "") : String(brought.length)) });
      // Of several, none is the one that was meant.
      if (brought.length === 1) onOpen(first);
    },
    [client, question, refuse, say, onOpen],
  );

  const drop = useMemo(() => {
    const carriesFiles = (event: DragEvent) => mayWrite && event.dataTransfer.types.includes("Files");
    return {
      onDragOver: (event: DragEvent) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop: (event: DragEvent) => {
        setOver(false);
        if (!carriesFiles(event)) return;
        event.preventDefault();
        void take([...event.dataTransfer.files]);
      },
    };
  }, [mayWrite, take]);

  return { busy, over, take, drop };
}
