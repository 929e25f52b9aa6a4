// The JSONs of a run as the viewer reads them: what came with the run from memory, what was too large part by part.
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type AgentSchema, backend, type JsonOf } from "../../../backend";
import { type Help, helpAt } from "../../../shared/json/schemaHelp";
import { type JsonSource, memorySource, type Path } from "../../../shared/json/source";
import { agentOf } from "../run";

export const runSource = (id: string, of: JsonOf): JsonSource => ({
  read: (path, from, count) => backend.runJson(id, of, path, from, count),
  find: (text, limit) => backend.runJsonFind(id, of, text, limit),
});

/** Null when there is nothing to show; `large` when something stayed with the shell. */
export function useJsonSource(id: string, of: JsonOf, value: unknown, large: boolean): JsonSource | null {
  const place = JSON.stringify(of);
  return useMemo(() => {
    if (value !== null && value !== undefined) return memorySource(value);
    return large ? runSource(id, JSON.parse(place) as JsonOf) : null;
  }, [id, place, value, large]);
}

// Of these steps the journal keeps what the agent's own schema describes under its name, beside what it was drawn from.
const OUTPUT_UNDER: Record<number, string> = { 2: "character", 4: "scene" };
const INPUT_UNDER: Record<number, string> = { 5: "scene" };

/** What the schema of a step's agent says of a place in its input or output. */
export function helpOf(schemas: AgentSchema[], step: number, of: "input" | "output", path: Path): Help | null {
  const agent = agentOf(step);
  const schema = schemas.find((one) => one.agent === agent)?.[of];
  const under = (of === "output" ? OUTPUT_UNDER : INPUT_UNDER)[step];
  if (under === undefined) return helpAt(schema, path);
  return path[0] === under ? helpAt(schema, path.slice(1)) : null;
}

/** They are the program's own and do not change while it runs. */
export function useSchemas(): AgentSchema[] {
  const shapes = useQuery({
    queryKey: ["agentShapes"],
    queryFn: () => backend.agentSchemas(),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return shapes.data ?? NONE;
}

const NONE: AgentSchema[] = [];
