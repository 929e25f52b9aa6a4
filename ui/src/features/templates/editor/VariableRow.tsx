// One declared variable as a line of the table, with what is wrong about it.
import { ActionIcon } from "@mantine/core";
import { Pencil, TextCursorInput, Trash2 } from "lucide-react";
import type { Finding, TemplateVariable, VariableProducer } from "../../../backend";
import { useFormat } from "../../../shared/format";
import { useWords } from "../../../words/words";
import { defaultText } from "./declarations";
import { SeveritySign } from "./FindingCounts";
import { findingText } from "./findingWords";
import styles from "./panels.module.css";

interface Props {
  variable: TemplateVariable;
  producer: VariableProducer | null;
  uses: number;
  findings: Finding[];
  open: boolean;
  onGo: () => void;
  /** Null where nothing may be changed. */
  onEdit: (() => void) | null;
  onRename: (() => void) | null;
  onRemove: (() => void) | null;
}

export function VariableRow({ variable, producer, uses, findings, open, onGo, onEdit, onRename, onRemove }: Props) {
  const words = useWords();
  const format = useFormat();
  const say = words.templateEditor.variables;
  const { name, type, required, description } = variable;
  const byDefault = defaultText(variable);
  const brief = [
    words.templateEditor.types[type],
    ...(required ? [say.required] : []),
    ...(producer ? [say.from(say.producers[producer])] : []),
  ];
  return (
    <tr data-variable={name}>
      <td className="data">
        <span className={styles.name}>
          {name}
          {findings.map((finding) => (
            <span key={`${finding.rule} ${finding.arguments.kind ?? ""}`} title={findingText(words, finding)}>
              <SeveritySign severity={finding.severity} />
              <span className="unseen">{findingText(words, finding)}</span>
            </span>
          ))}
        </span>
        <span className={styles.brief}>{brief.join(" · ")}</span>
        {byDefault === "" ? null : (
          <span className={styles.brief}>
            {say.defaultValue}: <span className="mono">{byDefault}</span>
          </span>
        )}
        {description ? <span className={styles.brief}>{description}</span> : null}
      </td>
      <td className={styles.column}>{words.templateEditor.types[type]}</td>
      <td className={styles.column}>{required ? say.yes : say.no}</td>
      <td className={`data ${styles.column}`}>
        <span className={styles.default}>{byDefault}</span>
      </td>
      <td className={`data ${styles.column}`}>{description}</td>
      <td className={styles.column}>
        {producer ? say.producers[producer] : <span className="quiet">{say.nobody}</span>}
      </td>
      <td>
        {uses > 0 ? (
          <button type="button" className={styles.uses} title={say.goToUse(name)} onClick={onGo}>
            {say.usesOf(format.count(uses))}
          </button>
        ) : (
          <span className="quiet">{say.usesOf(format.count(0))}</span>
        )}
      </td>
      <td>
        <span className={styles.tools}>
          {onEdit ? (
            <ActionIcon
              size={22}
              aria-label={say.edit(name)}
              title={say.edit(name)}
              aria-expanded={open}
              onClick={onEdit}
            >
              <Pencil size={13} aria-hidden />
            </ActionIcon>
          ) : null}
          {onRename ? (
            <ActionIcon size={22} aria-label={say.rename(name)} title={say.rename(name)} onClick={onRename}>
              <TextCursorInput size={13} aria-hidden />
            </ActionIcon>
          ) : null}
          {onRemove ? (
            <ActionIcon size={22} aria-label={say.remove(name)} title={say.remove(name)} onClick={onRemove}>
              <Trash2 size={13} aria-hidden />
            </ActionIcon>
          ) : null}
        </span>
      </td>
    </tr>
  );
}
