// Team settings: read and saved. A save puts the new row into the cache at once, so that no notice takes it for a colleague's.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { backend, keys, type TeamSettings, type TeamSettingsEdit, useReady } from "../../backend";

export function useTeamSettings() {
  return useQuery({ queryKey: keys.settings, queryFn: () => backend.settingsGet(), enabled: useReady() });
}

export function useSaveTeamSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ revision, edit }: { revision: string; edit: TeamSettingsEdit }) =>
      backend.settingsUpdate(revision, edit),
    onSuccess: (saved: TeamSettings) => client.setQueryData(keys.settings, saved),
    // No failure title: the form shows its own failures, at the field or over the form.
    meta: { stale: [keys.home, keys.coverage] },
  });
}

/** The row as it is now, past the cache; for comparing after a stale save. */
export function useFreshTeamSettings() {
  const client = useQueryClient();
  return () => client.fetchQuery({ queryKey: keys.settings, queryFn: () => backend.settingsGet(), staleTime: 0 });
}
