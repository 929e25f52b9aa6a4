// The rows of the pools that a run's room and character were made from, as places to go to. No drawing here.
import type { backend, RowKind } from "../../../backend";
import type { RowRef } from "../../../routes";

export type PoolRow = Awaited<ReturnType<typeof backend.runPoolRows>>[number];

const KINDS: Record<string, RowKind> = {
  experiences: "experience",
  archetypes: "archetype",
  visuals: "visual",
  trauma_types: "traumaType",
};

export function rowOf(pool: unknown, id: unknown): RowRef | null {
  const kind = KINDS[String(pool)];
  return kind && typeof id === "string" && id !== "" ? { kind, id } : null;
}

/** A piece of a scene and the row it came from. */
export interface Piece {
  /** Which part of the scene: primary, layout, mood, object… */
  part: string;
  value: string;
  label: string;
  row: RowRef | null;
}

type Fields = Record<string, unknown>;
const fields = (value: unknown): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function piece(part: string, one: unknown, name = "value"): Piece[] {
  const { [name]: value, source } = fields(one);
  const { pool, id, label } = fields(source);
  if (typeof value !== "string" || value === "") return [];
  return [{ part, value, label: typeof label === "string" && label !== "" ? label : value, row: rowOf(pool, id) }];
}

/** Everything in a scene that says where it came from, colours first. */
export function piecesOf(scene: unknown): Piece[] {
  const { visualLanguage, objects, defensiveElements } = fields(scene);
  const { colors, space, lighting, mood } = fields(visualLanguage);
  const colour = (part: string) => piece(part, fields(colors)[part]);
  return [
    ...["primary", "secondary", "accent"].flatMap(colour),
    ...piece("layout", fields(space).layout),
    ...piece("light", fields(lighting).light),
    ...list(mood).flatMap((one) => piece("mood", one)),
    ...list(objects).flatMap((one) => piece("object", one, "name")),
    ...list(defensiveElements).flatMap((one) => piece("defence", one, "object")),
  ];
}
