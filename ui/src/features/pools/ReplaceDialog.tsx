// Find and replace over the rows shown or those ticked, in one column or several; plain text or a regular expression.
import { Switch, TextInput } from "@mantine/core";
import { useMemo, useState } from "react";
import type { BulkChange, Column } from "../../backend";
import { Dialog } from "../../shared/Dialog";
import { useFormat } from "../../shared/format";
import { useSettled } from "../../shared/Palette";
import { refusalText } from "../../shared/reasons";
import { useWords } from "../../words/words";
import { type BulkContext, BulkSteps } from "./BulkDialog";
import { usePreview } from "./BulkPreview";
import styles from "./Pool.module.css";

interface Props extends BulkContext {
  /** The rows are ticked ones, not simply those shown. */
  ticked: boolean;
}

const isText = ({ kind, editable }: Column) =>
  editable && (kind.kind === "text" || kind.kind === "color" || (kind.kind === "tags" && kind.options === null));

export function ReplaceDialog({ ticked, ...context }: Props) {
  const { pool, table, naming, target, count, onClose } = context;
  const words = useWords();
  const format = useFormat();
  const say = words.pools.replace;
  const choices = table.columns.filter(isText);
  const [columns, setColumns] = useState<string[]>(() =>
    choices.filter(({ key }) => key === table.title || key === "description").map(({ key }) => key),
  );
  const [find, setFind] = useState("");
  const [put, setPut] = useState("");
  const [regex, setRegex] = useState(false);
  const [matchCase, setMatchCase] = useState(false);
  const [composing, setComposing] = useState(false);
  const wanted = useSettled(find, composing);
  const replacement = useSettled(put, composing);
  const change = useMemo<BulkChange | null>(
    () =>
      wanted === "" || columns.length === 0
        ? null
        : { kind: "replace", columns, find: wanted, with: replacement, regex, matchCase },
    [columns, wanted, replacement, regex, matchCase],
  );
  // The same question the steps below ask; the cache asks it once.
  const { error } = usePreview(pool, target, change);
  const pattern = regex && error?.field === "find";
  const wrong = error?.code !== "Invalid" ? null : pattern ? say.notRegex : refusalText(words, format, error);
  return (
    <Dialog
      opened
      onClose={onClose}
      title={`${say.title} · ${
        ticked ? words.pools.bulk.scopeSelection(format.count(count)) : words.lists.count(format.count(count))
      }`}
      size={760}
    >
      <BulkSteps
        context={context}
        target={target}
        change={change}
        confirm={say.confirm}
        onPreviewError={wrong !== null}
        settling={find !== wanted || put !== replacement}
      >
        <TextInput
          data-autofocus
          label={say.find}
          value={find}
          error={wrong}
          classNames={{ input: regex ? "mono" : "" }}
          onChange={(event) => setFind(event.currentTarget.value)}
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={() => setComposing(false)}
        />
        <TextInput
          label={say.with}
          description={regex ? say.regexHint : null}
          value={put}
          classNames={{ input: regex ? "mono" : "" }}
          onChange={(event) => setPut(event.currentTarget.value)}
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={() => setComposing(false)}
        />
        <div className={styles.options}>
          <Switch label={say.regex} checked={regex} onChange={(event) => setRegex(event.currentTarget.checked)} />
          <Switch
            label={say.matchCase}
            checked={matchCase}
            onChange={(event) => setMatchCase(event.currentTarget.checked)}
          />
        </div>
        <fieldset className={styles.columns}>
          <legend>{say.columns}</legend>
          {choices.map(({ key }) => (
            <label key={key}>
              <input
                type="checkbox"
                checked={columns.includes(key)}
                onChange={(event) =>
                  setColumns(event.currentTarget.checked ? [...columns, key] : columns.filter((one) => one !== key))
                }
              />
              {naming.title(key)}
            </label>
          ))}
        </fieldset>
        {columns.length === 0 ? (
          <p className={styles.bad} role="alert">
            {say.noColumns}
          </p>
        ) : null}
      </BulkSteps>
    </Dialog>
  );
}
