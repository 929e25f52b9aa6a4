// What the backend says of a run that has not been started: what is wrong with it, or what it would begin with. Asked a
// moment after the last change; of several answers only that to the present form counts.
import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import {
  type AppError,
  backend,
  keys,
  type RunConfig,
  type RunPreview,
  type RunSource,
  useReady,
} from "../../../backend";
import { useSettled } from "../../../shared/Palette";

const REST = 300;

export interface RunCheck {
  /** The newest there is. */
  preview: RunPreview | null;
  /** It belongs to what the form said before. */
  older: boolean;
  /** Of the form as it stands. */
  error: AppError | null;
  asking: boolean;
}

export function useRunCheck(source: RunSource | null, config: RunConfig): RunCheck {
  const now = source ? JSON.stringify([source, config]) : "";
  const settled = useSettled(now, false, REST);
  const checked = useQuery({
    queryKey: [...keys.runs, "check", settled],
    queryFn: () => backend.runCheck(...(JSON.parse(settled) as [RunSource, RunConfig])),
    enabled: useReady() && settled !== "",
    // The pools change, and an error may have passed.
    staleTime: 0,
    gcTime: 60_000,
  });
  const last = useRef<RunPreview | null>(null);
  if (checked.data) last.current = checked.data;
  const current = settled === now;
  return {
    preview: last.current,
    older: !current || checked.data === undefined,
    error: current && !checked.isFetching ? checked.error : null,
    asking: now !== "" && (!current || checked.isFetching),
  };
}
