// How the fakes answer: as the shell does, and with a way back from what was taken away.
import type * as Shell from "../bindings";

export const ok = <T>(data: T) => Promise.resolve({ status: "ok" as const, data });

export const fault = (
  code: Shell.ErrorCode,
  message: string,
  field: string | null = null,
  reason?: Shell.Reason,
): Shell.AppError => ({ code, message, field, details: null, ...(reason ? { reason } : {}) });

export const failed = (...of: Parameters<typeof fault>) =>
  Promise.resolve({ status: "error" as const, error: fault(...of) });

export const nextRevision = (revision: string) => String(Number(revision) + 1);

export function waysBack() {
  let made = 0;
  const ways = new Map<string, () => void>();
  return {
    /** Keeps the way back from a change of `what`, and gives its token. */
    remember: (what: string, back: () => void): string => {
      const token = `set-${what}-${++made}`;
      ways.set(token, back);
      return token;
    },
    /** Null when the token is another's. */
    takeBack: (token: string): Shell.Undone | null => {
      const back = ways.get(token);
      if (!back) return null;
      back();
      ways.delete(token);
      return { changed: 1, kept: [], keptCount: 0, undo: `${token}-undone` };
    },
  };
}
