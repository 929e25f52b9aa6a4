// Providers, where their keys are, and what a test of them found. A key is sent and never asked for, and it is in no cache:
// a mutation would remember its variables for a while, so that storing one is a plain call.
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  AppError,
  backend,
  type KeyState,
  keys,
  type ProviderEdit,
  type ProviderReport,
  useReady,
} from "../../../backend";

const all = queryOptions({ queryKey: keys.providers, queryFn: () => backend.providerList() });
const keyQuery = (name: string) =>
  queryOptions({ queryKey: [...keys.providers, "key", name], queryFn: () => backend.keyState(name) });
const reportKey = (name: string) => ["providerReport", name] as const;

export function useProviders() {
  return useQuery({ ...all, enabled: useReady() });
}

export function useFreshProvider(name: string) {
  const client = useQueryClient();
  return async () => {
    const rows = await client.fetchQuery({ ...all, staleTime: 0 });
    const row = rows.find((one) => one.name === name);
    if (row) return row;
    throw new AppError({ code: "NotFound", message: `the provider ${name}`, field: null, details: null });
  };
}

export function useSaveProvider() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, revision, edit }: { name: string; revision: string | null; edit: ProviderEdit }) =>
      backend.providerSave(name, revision, edit),
    onSuccess: (saved) => {
      const before = client.getQueryData(all.queryKey);
      const old = before?.find((one) => one.name === saved.name);
      client.setQueryData(all.queryKey, (rows = []) =>
        old ? rows.map((row) => (row.name === saved.name ? saved : row)) : [...rows, saved],
      );
      // What was found at another address says nothing about this one, and the usual variables count only at the usual one.
      if (old?.baseUrl !== saved.baseUrl || old.kind !== saved.kind) {
        client.setQueryData(reportKey(saved.name), null);
        void client.invalidateQueries({ queryKey: keyQuery(saved.name).queryKey });
      }
    },
    meta: { stale: [] },
  });
}

export function useKeyState(name: string) {
  return useQuery({ ...keyQuery(name), enabled: useReady() });
}

/** Where the key is, once, for whoever shows no state of it; undefined where it cannot be found out. */
export function useAskKey() {
  const client = useQueryClient();
  return (name: string): Promise<KeyState | undefined> => client.ensureQueryData(keyQuery(name)).catch(() => undefined);
}

/** Asks again where the key is; after it was stored or taken out. */
export function useKeyAgain() {
  const client = useQueryClient();
  return (name: string) => client.invalidateQueries({ queryKey: keyQuery(name).queryKey });
}

/** What the last test in this window found; other forms suggest its models. */
export function useReport(name: string): ProviderReport | null {
  const found = useQuery<ProviderReport | null>({
    queryKey: reportKey(name),
    queryFn: () => null,
    enabled: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  return found.data ?? null;
}

export function useTest(name: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => backend.providerTest(name),
    onMutate: () => void client.setQueryData(reportKey(name), null),
    onSuccess: (report: ProviderReport) => client.setQueryData(reportKey(name), report),
    // The panel shows the failure itself.
    meta: { stale: [] },
  });
}
