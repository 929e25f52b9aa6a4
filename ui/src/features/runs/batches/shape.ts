// A batch as a matrix: inputs down, templates and engines across. Cells come as a list; here each finds its place.
import type { BatchCell, BatchRun } from "../../../backend";

export interface MatrixColumn {
  key: string;
  template: string | null;
  templateId: string | null;
  engine: string;
}

export interface Shape {
  inputs: string[];
  columns: MatrixColumn[];
  /** For each input and column the number of its cell, if there is one. */
  cells: (number | null)[][];
  /** For each cell its column. */
  columnOf: number[];
}

const keyOf = (cell: BatchCell) => `${cell.templateId ?? ""} ${cell.engine}`;

export function shapeOf(cells: BatchCell[]): Shape {
  const inputs = [...new Set(cells.map((cell) => cell.input))];
  const columns = new Map<string, MatrixColumn>();
  for (const cell of cells) {
    const { template, templateId, engine } = cell;
    columns.set(keyOf(cell), { key: keyOf(cell), template, templateId, engine });
  }
  const placeOf = new Map([...columns.keys()].map((key, place) => [key, place]));
  const rowOf = new Map(inputs.map((input, place) => [input, place]));
  const places: (number | null)[][] = inputs.map(() => [...columns].map(() => null));
  const columnOf = cells.map((cell, number) => {
    const column = placeOf.get(keyOf(cell)) ?? 0;
    const row = places[rowOf.get(cell.input) ?? 0];
    if (row) row[column] = number;
    return column;
  });
  return { inputs, columns: [...columns.values()], cells: places, columnOf };
}

const LETTERS: Record<string, string> = {
  completed: "c",
  failed: "f",
  cancelled: "x",
  running: "r",
  waiting: "w",
  pending: "p",
};
const STATES = Object.fromEntries(Object.entries(LETTERS).map(([state, letter]) => [letter, state]));

/** How the runs of each cell stand, a letter for each: a text tells at a glance whether anything has changed. */
export function standingsOf(runs: BatchRun[], cells: number): string[] {
  const standings = Array.from({ length: cells }, () => "");
  for (const run of runs) standings[run.cell] += LETTERS[run.state] ?? "p";
  return standings;
}

export const stateOfLetter = (letter: string) => STATES[letter] ?? "pending";
