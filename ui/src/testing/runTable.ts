// The table of runs as the backend describes it (core/src/runs/list.rs).
import type { Column, ColumnKind, Table } from "../bindings";

const STATES = ["pending", "running", "waiting", "completed", "failed", "cancelled"];
const TRIAGE = ["new", "looking", "known", "done"];
const BASED_ON = ["retry", "like", "regenerated", "imported", "fork"];

const column = (key: string, kind: ColumnKind, part: Partial<Column> = {}): Column => ({
  key,
  kind,
  required: false,
  editable: false,
  sortable: true,
  pattern: null,
  default: null,
  ...part,
});
const required: Partial<Column> = { required: true };
const unsorted: Partial<Column> = { sortable: false };

const count = (key: string, part?: Partial<Column>) =>
  column(key, { kind: "number", min: 0, max: null, whole: true }, part);
const measure = (key: string, part?: Partial<Column>) =>
  column(key, { kind: "number", min: 0, max: null, whole: false }, part);
const line = (key: string, part?: Partial<Column>) => column(key, { kind: "text", longest: 255, lines: false }, part);
const lines = (key: string) => column(key, { kind: "text", longest: null, lines: true });
const choice = (key: string, options: string[], part?: Partial<Column>) =>
  column(key, { kind: "choice", options }, part);
const flag = (key: string) => column(key, { kind: "flag" }, required);
const time = (key: string, part?: Partial<Column>) => column(key, { kind: "time" }, part);
const id = (key: string, to: string) => column(key, { kind: "reference", to }, unsorted);

export const runTable: Table = {
  name: "knock.run_rows",
  what: "runs",
  title: "number",
  knownBy: null,
  columns: [
    count("number", required),
    choice("status", STATES, required),
    line("person"),
    line("character"),
    line("archetype"),
    line("template"),
    measure("quality"),
    count("durationMs"),
    count("tokens", required),
    measure("costUsd", required),
    line("engine", required),
    flag("degraded"),
    count("warnings", required),
    line("errorKind"),
    lines("error"),
    line("label"),
    column("tags", { kind: "tags", options: null }),
    choice("triage", TRIAGE, required),
    lines("note"),
    count("stepsDone", unsorted),
    count("failedStep"),
    count("promptTokens", required),
    count("completionTokens", required),
    count("seed"),
    flag("dryRun"),
    count("priority", required),
    count("batchNumber", unsorted),
    count("basedOnNumber", unsorted),
    choice("basedOnKind", BASED_ON),
    time("createdAt", required),
    time("startedAt"),
    time("completedAt"),
    time("scheduledFor"),
    time("archivedAt"),
    time("deletedAt"),
    id("templateId", "template"),
    id("userId", "person"),
    id("batchId", "batch"),
    id("basedOn", "run"),
  ],
};
