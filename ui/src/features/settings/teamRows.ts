// The rows of Settings of which the whole team has one each: how a row is called, read and saved. A save puts the new row
// into the cache at once, so that no notice takes it for a colleague's.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  type Budgets,
  type BudgetsRow,
  backend,
  type CoverageTargets,
  type CoverageTargetsEdit,
  type DrawSettings,
  type DrawSettingsEdit,
  keys,
  type QualityCriteria,
  type QualityCriteriaRow,
  type TemplateSettings,
  type TemplateSettingsEdit,
  useReady,
} from "../../backend";
import type { Opened } from "../../shared/OpenedForm";
import { useReasonText } from "../../shared/reasonText";
import type { DraftOptions, DraftState, Values } from "../../shared/useDraft";
import { useRowDraft } from "../../shared/useRowDraft";

type Key = readonly string[];

export interface TeamRow<R, E> {
  /** What its draft is called on this machine. */
  name: string;
  /** As the database calls it. */
  table: string;
  key: Key;
  get: () => Promise<R>;
  update: (revision: string, edit: E) => Promise<R>;
  /** What else a save makes stale. */
  stale: Key[];
}

export const coverageTargets: TeamRow<CoverageTargets, CoverageTargetsEdit> = {
  name: "coverage-targets",
  table: "knock.coverage_targets",
  key: keys.targets,
  get: backend.coverageTargetsGet,
  update: backend.coverageTargetsUpdate,
  stale: [keys.home, keys.coverage],
};

export const drawSettings: TeamRow<DrawSettings, DrawSettingsEdit> = {
  name: "draw-settings",
  table: "knock.draw_settings",
  key: keys.drawSettings,
  get: backend.drawSettingsGet,
  update: backend.drawSettingsUpdate,
  stale: [keys.pool],
};

export const templateSettings: TeamRow<TemplateSettings, TemplateSettingsEdit> = {
  name: "template-settings",
  table: "knock.template_settings",
  key: keys.templateSettings,
  get: backend.templateSettingsGet,
  update: backend.templateSettingsUpdate,
  stale: [keys.templates],
};

export const qualityCriteria: TeamRow<QualityCriteriaRow, QualityCriteria> = {
  name: "quality-criteria",
  table: "knock.quality_criteria",
  key: keys.criteria,
  get: backend.qualityCriteriaGet,
  update: backend.qualityCriteriaUpdate,
  stale: [],
};

export const budgets: TeamRow<BudgetsRow, Budgets> = {
  name: "budgets",
  table: "console.budgets",
  key: keys.budgets,
  get: backend.budgetsGet,
  update: backend.budgetsUpdate,
  stale: [],
};

export function useTeamRow<R, E>({ key, get }: TeamRow<R, E>) {
  return useQuery({ queryKey: key, queryFn: get, enabled: useReady() });
}

interface TeamDraft<R, E, T extends Values>
  extends Pick<Opened<R>, "opened" | "reopen">,
    Pick<DraftOptions<T>, "check" | "explain"> {
  /** What the form edits of the row. */
  values: (row: R) => T;
  /** What is sent of it. */
  edit: (value: T) => E;
}

/** The draft of a form of such a row. A refusal is told in the reader's language, unless the form has words of its own. */
export function useTeamDraft<R extends { revision: string }, E, T extends Values>(
  { name, table, key, get, update, stale }: TeamRow<R, E>,
  { edit, ...form }: TeamDraft<R, E, T>,
): DraftState<T> {
  const client = useQueryClient();
  const explain = useReasonText();
  const { mutateAsync: save } = useMutation({
    mutationFn: ({ value, revision }: { value: T; revision: string }) => update(revision, edit(value)),
    onSuccess: (saved) => client.setQueryData(key, saved),
    // No failure title: the form shows its own failures, at the field or over the form.
    meta: { stale },
  });
  return useRowDraft<R, T>({
    name,
    table,
    explain,
    ...form,
    save: (value, revision) => save({ value, revision }),
    // Past the cache: it is compared after a stale save.
    fresh: () => client.fetchQuery({ queryKey: key, queryFn: get, staleTime: 0 }),
  });
}
