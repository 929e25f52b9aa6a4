// Where a scroll bar stands and which part of a very tall list that means. Browsers refuse elements taller than about
// 33 million pixels, so a taller list gets a shorter track: the wheel still moves it pixel by pixel, the thumb in
// proportion, and both ends are exact. Numbers only; useViewport.ts applies them.

const TALLEST = 15_000_000;
// So much at either end is never scaled, so that the first and the last row are reached to the pixel.
const EXACT = 100_000;

export interface Track {
  /** The height all rows would have. */
  real: number;
  /** The height of the element that scrolls. */
  tall: number;
  view: number;
}

export interface Place {
  /** What the scroll bar says. */
  top: number;
  /** How much of the list lies above the view. */
  real: number;
}

const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), Math.max(least, most));
const lastReal = (track: Track) => Math.max(0, track.real - track.view);
const lastTop = (track: Track) => Math.max(0, track.tall - track.view);

export function trackOf(rows: number, rowHeight: number, view: number, tallest = TALLEST): Track {
  const real = rows * rowHeight;
  return { real, tall: Math.min(real, tallest), view };
}

export function realOf(track: Track, top: number): number {
  if (track.tall === track.real) return clamp(top, 0, lastReal(track));
  const fromEnd = lastTop(track) - top;
  if (top <= EXACT) return Math.max(0, top);
  if (fromEnd <= EXACT) return lastReal(track) - Math.max(0, fromEnd);
  return EXACT + ((top - EXACT) / (lastTop(track) - 2 * EXACT)) * (lastReal(track) - 2 * EXACT);
}

export function topOf(track: Track, real: number): number {
  const kept = clamp(real, 0, lastReal(track));
  if (track.tall === track.real || kept <= EXACT) return kept;
  const fromEnd = lastReal(track) - kept;
  if (fromEnd <= EXACT) return lastTop(track) - fromEnd;
  return EXACT + ((kept - EXACT) / (lastReal(track) - 2 * EXACT)) * (lastTop(track) - 2 * EXACT);
}

/** The scroll bar moved to `top`: a wheel moves the list as far as itself, a dragged thumb in proportion. */
export function scrolled(track: Track, place: Place, top: number): Place {
  if (track.tall === track.real) return { top, real: realOf(track, top) };
  const by = top - place.top;
  const aThumb = Math.max(track.view, track.tall / Math.max(1, track.view) / 4);
  if (Math.abs(by) >= aThumb) return { top, real: realOf(track, top) };
  return { top, real: clamp(place.real + by, 0, lastReal(track)) };
}

/** The list shall stand at `real`: near by the bar moves as far as the list, otherwise in proportion. */
export function placedAt(track: Track, place: Place, real: number): Place {
  const kept = clamp(real, 0, lastReal(track));
  const top = place.top + kept - place.real;
  const near = Math.abs(kept - place.real) < track.view * 2 && top >= 0 && top <= lastTop(track);
  return { real: kept, top: near ? top : topOf(track, kept) };
}

/** Whether the bar stands at an end which the list has not reached, or the other way round: then it must be set right. */
export function isStuck(track: Track, place: Place): boolean {
  const atStart = place.top <= 0;
  const atEnd = place.top >= lastTop(track);
  return (
    (atStart && place.real > 0) ||
    (atEnd && place.real < lastReal(track)) ||
    (!atStart && place.real <= 0) ||
    (!atEnd && place.real >= lastReal(track))
  );
}
