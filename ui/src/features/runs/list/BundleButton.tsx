// Chooses bundles of runs to bring in.
import { Button } from "@mantine/core";
import { FileUp } from "lucide-react";
import { type RefObject, useImperativeHandle, useRef } from "react";
import look from "../../../shared/tables/TablePage.module.css";
import { useWords } from "../../../words/words";

interface Props {
  /** For whoever wants to open the choice without the button. */
  chooser: RefObject<{ choose: () => void } | null>;
  busy: boolean;
  onFiles: (files: File[]) => void;
}

export function BundleButton({ chooser, busy, onFiles }: Props) {
  const say = useWords().runList.bundles;
  const input = useRef<HTMLInputElement>(null);
  useImperativeHandle(chooser, () => ({ choose: () => input.current?.click() }), []);
  return (
    <>
      <Button
        variant="default"
        className={look.slim ?? ""}
        leftSection={<FileUp size={14} aria-hidden />}
        loading={busy}
        aria-label={say.label}
        title={say.hint}
        onClick={() => input.current?.click()}
      >
        {say.label}
      </Button>
      <input
        ref={input}
        type="file"
        className="unseen"
        tabIndex={-1}
        aria-label={say.hint}
        accept=".zip,application/zip"
        multiple
        data-testid="bundle-files"
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}
