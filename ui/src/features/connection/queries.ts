// What one can do about the connection. What it is, useConnection() tells.
import { useMutation } from "@tanstack/react-query";
import { backend, keys } from "../../backend";

export function useRetry() {
  return useMutation({
    mutationFn: () => backend.connectionRetry(),
    meta: { failureTitle: (words) => words.connection.retryFailed, stale: [keys.connection] },
  });
}

export function useMigrate() {
  return useMutation({
    mutationFn: () => backend.connectionMigrate(),
    meta: { failureTitle: (words) => words.connection.migrateFailed, stale: [keys.connection] },
  });
}
