// What agents are told, and the shapes of what they take and give.
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  type Agent,
  type AgentSettingsEdit,
  type AgentSettingsRow,
  AppError,
  backend,
  keys,
  useReady,
} from "../../../backend";

const all = queryOptions({ queryKey: keys.agents, queryFn: () => backend.agentSettingsList() });

export function useAgents() {
  return useQuery({ ...all, enabled: useReady() });
}

export function useSaveAgent() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ agent, revision, edit }: { agent: Agent; revision: string; edit: AgentSettingsEdit }) =>
      backend.agentSettingsUpdate(agent, revision, edit),
    onSuccess: (saved) =>
      client.setQueryData<AgentSettingsRow[]>(keys.agents, (rows) =>
        rows?.map((row) => (row.agent === saved.agent ? saved : row)),
      ),
    meta: { stale: [] },
  });
}

/** One agent's row as it is now, past the cache; for comparing after a stale save. */
export function useFreshAgent(agent: string) {
  const client = useQueryClient();
  return async () => {
    const rows = await client.fetchQuery({ ...all, staleTime: 0 });
    const row = rows.find((one) => one.agent === agent);
    if (row) return row;
    throw new AppError({ code: "NotFound", message: `the settings of ${agent}`, field: null, details: null });
  };
}

/** They are the program's own and do not change while it runs. */
export function useShapes(open: boolean) {
  return useQuery({
    queryKey: ["agentShapes"],
    queryFn: () => backend.agentSchemas(),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: open,
  });
}
