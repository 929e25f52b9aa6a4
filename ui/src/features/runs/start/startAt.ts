// When a run is to begin, as a field of date and time writes it (2026-06-01T09:30), in the time zone the window shows.
// No drawing here.

/** How far the zone is ahead of UTC at an instant, in milliseconds. */
function aheadAt(instant: number, timeZone: string | undefined): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(instant);
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
  return shown - Math.floor(instant / 1000) * 1000;
}

/** The instant as it is sent; null when nothing, or nothing readable, is written. */
export function instantOf(written: string, timeZone: string | undefined): string | null {
  const asUtc = Date.parse(`${written}Z`);
  if (written === "" || Number.isNaN(asUtc)) return null;
  // Twice, because the clocks may have been changed between the guess and the instant.
  const near = asUtc - aheadAt(asUtc, timeZone);
  return new Date(asUtc - aheadAt(near, timeZone)).toISOString();
}
