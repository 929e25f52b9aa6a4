// The form of a new batch as what the backend is asked. No drawing here.
import type { BatchInput, BatchSpec, RunSource } from "../../../backend";
import { DEFAULT_SAMPLE } from "../../../shared/startSample";
import { OFFLINE } from "../run";
import type { Begin } from "./useBatchesPlace";

export const INPUT_KINDS = ["sample", "person", "like"] as const;
export type InputKind = (typeof INPUT_KINDS)[number];

export interface ChosenInput {
  kind: InputKind;
  /** The id of a sample is its name. */
  id: string;
  label: string;
}

export interface BatchForm {
  inputs: ChosenInput[];
  /** None: the default one. */
  templates: string[];
  engines: string[];
  repeats: number | "";
  seed: string;
  label: string;
  priority: string;
  skipCache: boolean;
}

export const MOST_RUNS = 20_000;
const LARGEST_SEED = 4_294_967_295;
const LARGEST_PRIORITY = 100;

export const firstForm = (inputs: ChosenInput[], { templates }: Begin): BatchForm => ({
  inputs: inputs.length > 0 ? inputs : [{ kind: "sample", id: DEFAULT_SAMPLE, label: DEFAULT_SAMPLE }],
  templates: [...new Set(templates)],
  engines: [OFFLINE],
  repeats: inputs.length > 0 ? 10 : 3,
  seed: "",
  label: "",
  priority: "0",
  skipCache: false,
});

export const keyOf = ({ kind, id }: ChosenInput) => `${kind}:${id}`;

function sourceOf({ kind, id }: ChosenInput): RunSource {
  if (kind === "sample") return { kind, name: id };
  return kind === "person" ? { kind, id } : { kind, run: id };
}

/** The report calls inputs by their names, so no two may have the same. */
function named(inputs: ChosenInput[]): BatchInput[] {
  const used = new Map<string, number>();
  return inputs.map((input) => {
    const times = (used.get(input.label) ?? 0) + 1;
    used.set(input.label, times);
    return { name: times === 1 ? input.label : `${input.label} (${times})`, source: sourceOf(input) };
  });
}

export interface Product {
  inputs: number;
  templates: number;
  engines: number;
  repeats: number;
  runs: number;
}

export function productOf(form: BatchForm): Product {
  const templates = Math.max(1, form.templates.length);
  const repeats = form.repeats === "" ? 0 : form.repeats;
  const [inputs, engines] = [form.inputs.length, form.engines.length];
  return { inputs, templates, engines, repeats, runs: inputs * templates * engines * repeats };
}

export type FormFault = "inputs" | "engines" | "repeats" | "seed" | "priority" | "tooMany";

/** Undefined when it is no such number; null when nothing is written. */
function whole(text: string, least: number, most: number): number | null | undefined {
  const plain = text.trim();
  if (plain === "") return null;
  const value = /^-?\d{1,10}$/.test(plain) ? Number(plain) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}

const seedOf = (form: BatchForm) => whole(form.seed, 0, LARGEST_SEED);
const priorityOf = (form: BatchForm) => whole(form.priority, -LARGEST_PRIORITY, LARGEST_PRIORITY);

export function faultsOf(form: BatchForm): FormFault[] {
  const { runs } = productOf(form);
  const faults: [FormFault, boolean][] = [
    ["inputs", form.inputs.length === 0],
    ["engines", form.engines.length === 0],
    ["repeats", form.repeats === "" || form.repeats < 1],
    ["seed", seedOf(form) === undefined],
    ["priority", priorityOf(form) === undefined],
    ["tooMany", runs > MOST_RUNS],
  ];
  return faults.flatMap(([fault, is]) => (is ? [fault] : []));
}

export const specOf = (form: BatchForm): BatchSpec => ({
  inputs: named(form.inputs),
  templates: form.templates,
  engines: form.engines,
  repeats: form.repeats === "" ? 1 : form.repeats,
  seed: seedOf(form) ?? null,
  label: form.label.trim(),
  priority: priorityOf(form) ?? 0,
  config: { skipCache: form.skipCache },
});
