// Work that many small events ask for: done a moment after the first of them, once for all that came meanwhile. Heavy work
// rests four times as long as it took, so that looking at a list never keeps the database from its own work.
export interface Paced {
  ask: () => void;
  end: () => void;
}

const RESTS = 4;

export function paced(work: () => Promise<unknown>, after: number): Paced {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let busy = false;
  let again = false;
  let ended = false;
  let restedAt = 0;
  const ask = () => {
    if (ended) return;
    if (busy) again = true;
    else timer ??= setTimeout(() => void run(), Math.max(after, restedAt - performance.now()));
  };
  const run = async () => {
    timer = undefined;
    again = false;
    busy = true;
    const began = performance.now();
    // What fails is asked for again by whatever comes next.
    await work().catch(() => undefined);
    const now = performance.now();
    restedAt = now + RESTS * (now - began);
    busy = false;
    if (again) ask();
  };
  return {
    ask,
    end: () => {
      ended = true;
      clearTimeout(timer);
    },
  };
}
