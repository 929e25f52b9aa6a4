// Team settings: read and saved. A save puts the new row into the cache at once, so that no notice takes it for a colleague's.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  backend,
  type CoverageTargets,
  type CoverageTargetsEdit,
  type DrawSettings,
  type DrawSettingsEdit,
  keys,
  type QualityCriteria,
  type QualityCriteriaRow,
  type TemplateSettings,
  type TemplateSettingsEdit,
  useReady,
} from "../../backend";

export function useCoverageTargets() {
  return useQuery({ queryKey: keys.targets, queryFn: () => backend.coverageTargetsGet(), enabled: useReady() });
}

export function useSaveCoverageTargets() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ revision, edit }: { revision: string; edit: CoverageTargetsEdit }) =>
      backend.coverageTargetsUpdate(revision, edit),
    onSuccess: (saved: CoverageTargets) => client.setQueryData(keys.targets, saved),
    // No failure title: the form shows its own failures, at the field or over the form.
    meta: { stale: [keys.home, keys.coverage] },
  });
}

/** The row as it is now, past the cache; for comparing after a stale save. */
export function useFreshCoverageTargets() {
  const client = useQueryClient();
  return () => client.fetchQuery({ queryKey: keys.targets, queryFn: () => backend.coverageTargetsGet(), staleTime: 0 });
}

export function useDrawSettings() {
  return useQuery({ queryKey: keys.drawSettings, queryFn: () => backend.drawSettingsGet(), enabled: useReady() });
}

export function useSaveDrawSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ revision, edit }: { revision: string; edit: DrawSettingsEdit }) =>
      backend.drawSettingsUpdate(revision, edit),
    onSuccess: (saved: DrawSettings) => client.setQueryData(keys.drawSettings, saved),
    meta: { stale: [keys.pool] },
  });
}

export function useFreshDrawSettings() {
  const client = useQueryClient();
  return () =>
    client.fetchQuery({ queryKey: keys.drawSettings, queryFn: () => backend.drawSettingsGet(), staleTime: 0 });
}

export function useTemplateSettings() {
  return useQuery({
    queryKey: keys.templateSettings,
    queryFn: () => backend.templateSettingsGet(),
    enabled: useReady(),
  });
}

export function useSaveTemplateSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ revision, edit }: { revision: string; edit: TemplateSettingsEdit }) =>
      backend.templateSettingsUpdate(revision, edit),
    onSuccess: (saved: TemplateSettings) => client.setQueryData(keys.templateSettings, saved),
    meta: { stale: [keys.templates] },
  });
}

export function useFreshTemplateSettings() {
  const client = useQueryClient();
  return () =>
    client.fetchQuery({
      queryKey: keys.templateSettings,
      queryFn: () => backend.templateSettingsGet(),
      staleTime: 0,
    });
}

export function useQualityCriteria() {
  return useQuery({ queryKey: keys.criteria, queryFn: () => backend.qualityCriteriaGet(), enabled: useReady() });
}

export function useSaveQualityCriteria() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ revision, edit }: { revision: string; edit: QualityCriteria }) =>
      backend.qualityCriteriaUpdate(revision, edit),
    onSuccess: (saved: QualityCriteriaRow) => client.setQueryData(keys.criteria, saved),
    meta: { stale: [] },
  });
}

export function useFreshQualityCriteria() {
  const client = useQueryClient();
  return () =>
    client.fetchQuery({ queryKey: keys.criteria, queryFn: () => backend.qualityCriteriaGet(), staleTime: 0 });
}
