// Where the variables of a source are used, asked for again whenever writing pauses. The last answer stays until the next.
import { useEffect, useState } from "react";
import { AppError, backend, type PathUse, type TemplateSource } from "../../../backend";

const PAUSE = 150;

export function useUses(source: TemplateSource): { uses: PathUse[]; error: AppError | null } {
  const [answer, setAnswer] = useState<{ uses: PathUse[]; error: AppError | null }>({ uses: [], error: null });
  useEffect(() => {
    let gone = false;
    const timer = setTimeout(async () => {
      try {
        const uses = await backend.promptPaths(source);
        if (!gone) setAnswer({ uses, error: null });
      } catch (thrown) {
        if (!gone) setAnswer((before) => ({ ...before, error: AppError.from(thrown) }));
      }
    }, PAUSE);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [source]);
  return answer;
}
