// The cache of answers, as the whole window uses it: when it asks again, and who hears of what failed.
import { MutationCache, QueryClient } from "@tanstack/react-query";
import { AppError } from "./backend";
import type { Key } from "./cacheKeys";
import type { Words } from "./words/en";

declare module "@tanstack/react-query" {
  interface Register {
    defaultError: AppError;
    mutationMeta: {
      /** The sentence over the explanation when it fails. Left out only where the caller shows the failure itself. */
      failureTitle?: (words: Words) => string;
      /** What a success makes stale. */
      stale: readonly Key[];
    };
  }
}

/** The cache. Failures of mutations with a `failureTitle` are handed to `onFailure`; nobody else reports them. */
export function makeQueryClient(onFailure: (title: (words: Words) => string, error: AppError) => void): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      // The database is on this machine or reconnects by itself: whether the browser thinks it is online says nothing.
      queries: { networkMode: "always", staleTime: 30_000, retry: false, refetchOnWindowFocus: false },
      mutations: { networkMode: "always", retry: false },
    },
    mutationCache: new MutationCache({
      onError: (error, _variables, _result, mutation) => {
        const title = mutation.meta?.failureTitle;
        if (title) onFailure(title, AppError.from(error));
      },
      onSuccess: (_data, _variables, _result, mutation) => {
        for (const queryKey of mutation.meta?.stale ?? []) void client.invalidateQueries({ queryKey });
      },
    }),
  });
  return client;
}
