// What a run can be made with: engines that may be used, templates that are published.
import { useQuery } from "@tanstack/react-query";
import { backend, keys, type TemplateSummary, useReady } from "../../backend";
import { OFFLINE } from "./run";

export interface EngineChoice {
  name: string;
  /** What it asks if nothing else is said. */
  model: string | null;
}

const HERE: EngineChoice = { name: OFFLINE, model: null };

/** Offline first; a provider only while it is switched on. */
export function useEngines(): EngineChoice[] {
  const providers = useQuery({
    queryKey: keys.providers,
    queryFn: () => backend.providerList(),
    enabled: useReady(),
  }).data;
  const on = (providers ?? []).filter((one) => one.isEnabled && one.name !== OFFLINE);
  return [HERE, ...on.map(({ name, model }) => ({ name, model: model || null }))];
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
