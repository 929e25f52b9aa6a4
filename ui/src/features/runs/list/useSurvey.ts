// The runs of a filter in numbers, asked for again while runs change, once a second at most.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { backend, type Filter, keys, onRowsChanged, type RunBucket, useReady } from "../../../backend";
import { paced } from "../../../shared/paced";
import { ask } from "../../../shared/tables/filters";

const EVERY = 1000;

export function useSurvey(filter: Filter) {
  const survey = useQuery({
    queryKey: [...keys.runs, "survey", filter],
    queryFn: () => backend.runSurvey(filter),
    enabled: useReady(),
    placeholderData: keepPreviousData,
  });
  const { refetch } = survey;
  useEffect(() => {
    const again = paced(() => refetch(), EVERY);
    const stop = onRowsChanged(({ table }) => {
      if (table === "knock.agent_jobs" || table === "*") again.ask();
    });
    return () => {
      stop();
      again.end();
    };
  }, [refetch]);
  return survey;
}

/** Only the runs of one span. The last has no end: what arrives meanwhile belongs to it. */
export function inSpan(filter: Filter, buckets: RunBucket[], at: number): Filter {
  const [from, until] = [buckets[at]?.from, buckets[at + 1]?.from];
  return ask(filter, "createdAt", [
    ...(from ? [{ test: "atLeast" as const, values: [from] }] : []),
    ...(until ? [{ test: "atMost" as const, values: [until] }] : []),
  ]);
}
