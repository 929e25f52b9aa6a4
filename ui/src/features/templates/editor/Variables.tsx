// The variables of a template: declared against used, who makes each, and what is wrong with them.
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ArrowDown, ArrowUp, Braces } from "lucide-react";
import { Fragment, useEffect, useMemo, useRef, useState } from "react";
import { backend, type Finding, type PathUse, type TemplateSource, type TemplateVariable } from "../../../backend";
import { AddButton } from "../../../shared/AddButton";
import { confirm } from "../../../shared/confirm";
import { EmptyState } from "../../../shared/EmptyState";
import { ErrorNote } from "../../../shared/ErrorNote";
import { useFormat } from "../../../shared/format";
import { toast } from "../../../shared/toast";
import { useWords } from "../../../words/words";
import type { SourcePlace } from "../parts";
import { guessed, sorted, undeclared, type VariableSort } from "./declarations";
import styles from "./panels.module.css";
import { useUses } from "./useUses";
import { VariableForm } from "./VariableForm";
import { VariableRow } from "./VariableRow";

export interface VariablesProps {
  source: TemplateSource;
  findings: Finding[];
  readOnly: boolean;
  onVariables: (variables: TemplateVariable[]) => void;
  onGo: (place: SourcePlace) => void;
  /** Asks for another name; the editor changes the texts along with it. */
  onRename?: (name: string) => void;
}

const NONE: TemplateVariable[] = [];

export function Variables({ source, findings, readOnly, onVariables, onGo, onRename }: VariablesProps) {
  const words = useWords();
  const format = useFormat();
  const say = words.templateEditor.variables;
  const variables = source.variables ?? NONE;
  // What is undone later is undone in the variables as they are then.
  const latest = useRef({ variables, onVariables });
  useEffect(() => {
    latest.current = { variables, onVariables };
  });
  const { uses, error } = useUses(source);
  const { data: known = [] } = useQuery({
    queryKey: ["promptKnownVariables"],
    queryFn: () => backend.promptKnownVariables(),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [sort, setSort] = useState<{ by: VariableSort; descending: boolean }>({ by: "declared", descending: false });
  /** The name of the one that is open; "" for a new one. */
  const [open, setOpen] = useState<string | null>(null);
  const [lastUse, setLastUse] = useState<PathUse | null>(null);

  const counts = useMemo(() => {
    const all = new Map<string, number>();
    for (const { variable } of uses) if (variable) all.set(variable, (all.get(variable) ?? 0) + 1);
    return all;
  }, [uses]);
  const asked = undeclared(variables, uses);
  const rows = sorted(variables, sort.by, sort.descending, counts);

  const goToUse = (name: string) => {
    const own = uses.filter((use) => use.variable === name && use.section !== null);
    const next = own[lastUse ? own.indexOf(lastUse) + 1 : 0] ?? own[0];
    if (!next || next.section === null) return;
    setLastUse(next);
    const { section, line, column, start, end } = next;
    onGo({ section, line, column, endLine: line, endColumn: column + end - start });
  };
  const save = (variable: TemplateVariable) => {
    const exists = variables.some(({ name }) => name === variable.name);
    onVariables(
      exists ? variables.map((one) => (one.name === variable.name ? variable : one)) : [...variables, variable],
    );
    setOpen(null);
  };
  const remove = async (variable: TemplateVariable) => {
    const { name } = variable;
    const count = counts.get(name) ?? 0;
    const question = {
      title: say.usedTitle(name),
      text: say.usedText(name, format.count(count)),
      confirm: say.removeAnyway,
      tone: "bad" as const,
    };
    if (count > 0 && !(await confirm(question))) return;
    const at = latest.current.variables.findIndex((one) => one.name === name);
    latest.current.onVariables(latest.current.variables.filter((one) => one.name !== name));
    const undo = () => {
      const now = latest.current.variables;
      if (!now.some((one) => one.name === name)) latest.current.onVariables(now.toSpliced(at, 0, variable));
    };
    toast({ tone: "good", title: say.removed(name), actions: [{ label: say.undo, run: undo }] });
  };
  const head = (by: VariableSort, label: string, className?: string) => {
    const Arrow = sort.descending ? ArrowDown : ArrowUp;
    const on = sort.by === by;
    // A third click goes back to the order of the declarations.
    const turn = () => setSort(on && sort.descending ? { by: "declared", descending: false } : { by, descending: on });
    return (
      <th scope="col" className={className} aria-sort={on ? (sort.descending ? "descending" : "ascending") : "none"}>
        <button type="button" onClick={turn}>
          {label} {on ? <Arrow size={11} aria-hidden /> : null}
        </button>
      </th>
    );
  };

  return (
    <div className={styles.panel} data-testid="variables">
      {error ? <ErrorNote title={say.failed} error={error} /> : null}
      {asked.length > 0 ? (
        <div className={styles.undeclared}>
          <strong>{say.undeclared}</strong>
          {asked.map((name) =>
            readOnly ? (
              <span key={name} className="mono">
                {name}
              </span>
            ) : (
              <Button key={name} size="compact-xs" variant="default" onClick={() => save(guessed(name, uses, known))}>
                {say.declare(name)}
              </Button>
            ),
          )}
        </div>
      ) : null}
      {variables.length === 0 && open === null ? (
        <EmptyState icon={Braces} title={say.empty} text={say.emptyText} />
      ) : null}
      {variables.length > 0 ? (
        <div className={styles.tableBox}>
          <table className={styles.table} aria-label={say.label}>
            <thead>
              <tr>
                {head("name", say.name)}
                {head("type", say.type, styles.column)}
                {[say.required, say.defaultValue, say.description, say.producer].map((label) => (
                  <th key={label} scope="col" className={styles.column}>
                    {label}
                  </th>
                ))}
                {head("uses", say.uses)}
                <td />
              </tr>
            </thead>
            <tbody>
              {rows.map((variable, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a name may be declared twice for as long as somebody writes
                <Fragment key={`${variable.name} ${at}`}>
                  <VariableRow
                    variable={variable}
                    producer={known.find(({ name }) => name === variable.name)?.producer ?? null}
                    uses={counts.get(variable.name) ?? 0}
                    findings={findings.filter(
                      ({ section, arguments: { name } }) => section === null && name === variable.name,
                    )}
                    open={open === variable.name}
                    onGo={() => goToUse(variable.name)}
                    onEdit={readOnly ? null : () => setOpen(open === variable.name ? null : variable.name)}
                    onRename={readOnly || !onRename ? null : () => onRename(variable.name)}
                    onRemove={readOnly ? null : () => void remove(variable)}
                  />
                  {open === variable.name && !readOnly ? (
                    <tr>
                      <td colSpan={8}>
                        <VariableForm
                          variable={variable}
                          variables={variables}
                          onSave={save}
                          onCancel={() => setOpen(null)}
                        />
                      </td>
                    </tr>
                  ) : null}
                </Fragment>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {readOnly ? null : open === "" ? (
        <VariableForm variable={null} variables={variables} onSave={save} onCancel={() => setOpen(null)} />
      ) : (
        <div>
          <AddButton onClick={() => setOpen("")}>{say.add}</AddButton>
        </div>
      )}
    </div>
  );
}
