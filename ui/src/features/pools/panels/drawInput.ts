// What was last set in the draw panel, remembered on this computer so that another panel or page does not lose it.
import type { NeedVector } from "../../../backend";
import { needsOf } from "../../../shared/needs";

export interface DrawInput {
  needs: NeedVector;
  /** Whose needs these are, while nobody moved a slider. */
  from: string | null;
  archetype: string;
  keywords: string[];
  elements: string[];
  count: number | "";
  seed: number | "";
}

const PLACE = "greenroom.draw";

// Somebody with something to show: two strong needs, one in the middle.
const START: DrawInput = {
  needs: { survival: 0.3, belonging: 0.85, recognition: 0.7, autonomy: 0.4, growth: 0.6, meaning: 0.3 },
  from: null,
  archetype: "",
  keywords: [],
  elements: [],
  count: "",
  seed: 1,
};

const words = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
const number = (value: unknown): number | "" => (typeof value === "number" && Number.isFinite(value) ? value : "");

export function readDrawInput(): DrawInput {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(PLACE) ?? "null");
    if (typeof stored !== "object" || stored === null) return START;
    const kept = stored as Record<string, unknown>;
    return {
      needs: needsOf(kept.needs),
      from: typeof kept.from === "string" ? kept.from : null,
      archetype: typeof kept.archetype === "string" ? kept.archetype : "",
      keywords: words(kept.keywords),
      elements: words(kept.elements),
      count: number(kept.count),
      seed: number(kept.seed),
    };
  } catch {
    return START;
  }
}

export function rememberDrawInput(input: DrawInput): void {
  try {
    localStorage.setItem(PLACE, JSON.stringify(input));
  } catch {
    // Storage full or forbidden: it then lasts as long as the panel.
  }
}
