// What a run's room is furnished with, read from its output, or from its step while the run goes on. As with the rest of
// the engine's JSON, whatever is missing or of another shape is simply not there. No drawing here.
import type { Run } from "../../../backend";
import { attemptOf } from "../one/output";

type Fields = Record<string, unknown>;

const fields = (value: unknown): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
const number = (value: unknown): number | null => (typeof value === "number" ? value : null);
const texts = (values: unknown[], pick: (item: Fields) => unknown) =>
  values.flatMap((item) => text(pick(fields(item))) ?? []);

export interface Scene {
  objects: string[];
  defences: string[];
  mood: string[];
  layout: string | null;
  light: string | null;
  night: boolean | null;
  intensity: number | null;
  warmth: number | null;
}

const SCENE_STEP = 4;

/** What people call a thing that was drawn from a pool, else its value. */
const named = (sourced: unknown) => text(fields(fields(sourced).source).label) ?? text(fields(sourced).value);

export function sceneOf(run: Run): Scene {
  const step = attemptOf(run.steps, SCENE_STEP);
  const scene = { ...fields(fields(step?.output).scene), ...fields(fields(run.output).scene) };
  const language = fields(scene.visualLanguage);
  const lighting = fields(language.lighting);
  return {
    objects: texts(list(scene.objects), (one) => one.name),
    defences: texts(list(scene.defensiveElements), (one) => one.object),
    mood: list(language.mood).flatMap((one) => named(one) ?? []),
    layout: named(fields(language.space).layout),
    light: named(lighting.light),
    night: typeof lighting.night === "boolean" ? lighting.night : null,
    intensity: number(lighting.intensity),
    warmth: number(lighting.warmth),
  };
}
