// A version as a file: looked at, copied, or written into the downloads folder.
import { Button, SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { AppError, backend, keys, type TemplateFormat, type TemplateVersion } from "../../../backend";
import { CopyButton } from "../../../shared/CopyButton";
import { Dialog } from "../../../shared/Dialog";
import { ErrorNote } from "../../../shared/ErrorNote";
import { SkeletonLines } from "../../../shared/Skeleton";
import { tellFile } from "../../../shared/tellFile";
import { toastError } from "../../../shared/toast";
import { useWords } from "../../../words/words";
import type { TemplateDraft } from "../draft";
import styles from "../Templates.module.css";
import { nameOf } from "../useVersionActions";
import { Unsaved } from "./Unsaved";
import { useAllSaved } from "./useAllSaved";

const FORMATS: TemplateFormat[] = ["json", "markdown"];

interface Props {
  version: TemplateVersion;
  draft: TemplateDraft;
  onClose: () => void;
}

export function ExportDialog({ version, draft, onClose }: Props) {
  const words = useWords();
  const [format, setFormat] = useState<TemplateFormat>("markdown");
  const saved = useAllSaved(draft);
  const say = words.templates.exporting;
  const query = useQuery({
    queryKey: [...keys.templates, "export", version.id, format],
    queryFn: () => backend.templateExport(version.id, format),
    enabled: saved !== null,
    staleTime: 0,
  });
  const save = async () => {
    try {
      tellFile(say.saved, await backend.templateSaveFile(version.id, format));
      onClose();
    } catch (thrown) {
      toastError(say.failed, AppError.from(thrown));
    }
  };
  return (
    <Dialog opened onClose={onClose} title={say.title(nameOf(version))} size={640}>
      <div className={styles.form}>
        <p>{say.text}</p>
        {saved === false ? <Unsaved /> : null}
        <SegmentedControl
          aria-label={say.format}
          value={format}
          onChange={(value) => setFormat(value as TemplateFormat)}
          data={FORMATS.map((one) => ({ value: one, label: say.formats[one] }))}
        />
        {query.isError ? (
          <ErrorNote title={say.failed} error={query.error} onRetry={() => void query.refetch()} />
        ) : query.data === undefined ? (
          <SkeletonLines lines={8} />
        ) : (
          <>
            <textarea className={`${styles.file} mono`} aria-label={say.label} readOnly rows={14} value={query.data} />
            <div className={styles.buttons}>
              <CopyButton text={() => query.data} label={say.copy} />
              <Button onClick={() => void save()}>{say.save}</Button>
            </div>
          </>
        )}
      </div>
    </Dialog>
  );
}
