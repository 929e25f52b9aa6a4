// What a run can be made with: engines that may be used, templates that are published.
import { useQuery } from "@tanstack/react-query";
import { type Agent, backend, keys, type TemplateSummary, useReady } from "../../backend";
import { OFFLINE } from "./run";

export interface EngineChoice {
  name: string;
  /** What it asks if nothing else is said. */
  model: string | null;
  /** Some only draw, some only write. */
  writes: boolean;
  paints: boolean;
}

const HERE: EngineChoice = { name: OFFLINE, model: null, writes: true, paints: true };

/** Those that an agent can work with; a whole run needs one that writes. */
export const enginesFor = (engines: EngineChoice[], agent: Agent | null): EngineChoice[] =>
  engines.filter((one) => (agent === "picture" ? one.paints : one.writes));

/** Offline first; a provider only while it is switched on. */
export function useEngines(): EngineChoice[] {
  const providers = useQuery({
    queryKey: keys.providers,
    queryFn: () => backend.providerList(),
    enabled: useReady(),
  }).data;
  const on = (providers ?? []).filter((one) => one.isEnabled && one.name !== OFFLINE);
  const able = (kind: string) => ({ writes: kind !== "automatic1111", paints: kind !== "anthropic" });
  return [HERE, ...on.map(({ name, model, kind }) => ({ name, model: model || null, ...able(kind) }))];
}

/** Every version characters may be made with, the default first. */
export function usePublishedTemplates(): TemplateSummary[] {
  const templates = useQuery({
    queryKey: [...keys.templates, "published"],
    queryFn: () => backend.templateList({ states: ["published"] }),
    enabled: useReady(),
  }).data;
  return (templates ?? []).toSorted(
    (a, b) => Number(b.isDefault) - Number(a.isDefault) || a.name.localeCompare(b.name),
  );
}

export const templateName = ({ name, version }: Pick<TemplateSummary, "name" | "version">) => `${name} ${version}`;
