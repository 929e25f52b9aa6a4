// What the last run on this computer was started with, so that the next one begins there.
import type { Agent } from "../../../backend";
import { DEFAULT_SAMPLE } from "../../../shared/startSample";

export type SourceKind = "sample" | "person" | "input" | "like";

export interface Chosen {
  id: string;
  label: string;
}

export interface StartForm {
  source: SourceKind;
  /** The id of a sample is its name. */
  sample: Chosen;
  person: Chosen | null;
  like: Chosen | null;
  input: string;
  templateId: string;
  engine: string;
  agents: Partial<Record<Agent, { engine: string; model: string }>>;
  seed: string;
  dryRun: boolean;
  skipCache: boolean;
  neighbor: boolean;
  until: Agent | "";
  gates: Agent[];
}

export const FIRST_CHOICE: StartForm = {
  source: "sample",
  sample: { id: DEFAULT_SAMPLE, label: DEFAULT_SAMPLE },
  person: null,
  like: null,
  input: "",
  templateId: "",
  engine: "",
  agents: {},
  seed: "",
  dryRun: false,
  skipCache: false,
  neighbor: false,
  until: "",
  gates: [],
};

const PLACE = "greenroom.newRun";

export function lastChoice(): StartForm {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(PLACE) ?? "{}");
    if (typeof stored !== "object" || stored === null) return FIRST_CHOICE;
    // What another version wrote differently falls back to the beginning.
    const fits = Object.entries(FIRST_CHOICE).filter(([name, preset]) => {
      const value = (stored as Record<string, unknown>)[name];
      return preset === null || value === null ? value !== undefined : typeof value === typeof preset;
    });
    return { ...FIRST_CHOICE, ...Object.fromEntries(fits.map(([name]) => [name, Reflect.get(stored, name)])) };
  } catch {
    return FIRST_CHOICE;
  }
}

export function keepChoice(form: StartForm): void {
  try {
    // A seed belongs to one run: kept, it would make every next character the same.
    localStorage.setItem(PLACE, JSON.stringify({ ...form, seed: "" }));
  } catch {
    // Storage full or forbidden: then the next run begins from the beginning.
  }
}
