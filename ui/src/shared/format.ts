// Numbers, dates and sizes by the chosen language and time zone. Components take it with useFormat().
import { useMemo, useSyncExternalStore } from "react";
import type { Count, Language } from "../words/words";
import { useLanguage } from "../words/words";
import { type Preferences, usePreference } from "./preferences";

export interface Format {
  number: (value: number) => string;
  /** 12.3K, 1.2만: for figures in passing. */
  compact: (value: number) => string;
  /** A number for words that need its value too. */
  count: (value: number) => Count;
  /** 0..1 as a percentage. */
  percent: (ratio: number) => string;
  decimal: (value: number, digits: number) => string;
  date: (at: string) => string;
  dateTime: (at: string) => string;
  /** "3 minutes ago", "in 5 seconds". */
  ago: (at: string, now?: number) => string;
  bytes: (size: number) => string;
  duration: (milliseconds: number) => string;
  usd: (amount: number) => string;
  /** To four places, and further where nothing but zeros would be seen: what single calls cost. */
  usdFine: (amount: number) => string;
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

const BYTES = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];

export function timeZoneOf(choice: Preferences["timeZone"]): string | undefined {
  if (choice === "seoul") return "Asia/Seoul";
  return choice === "utc" ? "UTC" : undefined;
}

export function makeFormat(language: Language, choice: Preferences["timeZone"]): Format {
  const locale = language === "ko" ? "ko-KR" : "en-GB";
  const timeZone = timeZoneOf(choice);
  const number = new Intl.NumberFormat(locale);
  const compact = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const dollars = { style: "currency", currency: "USD", currencyDisplay: "narrowSymbol" } as const;
  const usd = new Intl.NumberFormat(locale, dollars);
  const fine = new Intl.NumberFormat(locale, { ...dollars, minimumFractionDigits: 4, maximumFractionDigits: 4 });
  const tiny = new Intl.NumberFormat(locale, { ...dollars, maximumSignificantDigits: 2 });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone });
  const dateTime = new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone,
    hour12: language === "ko",
  });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const unit = (name: string, value: number, digits: number) =>
    new Intl.NumberFormat(locale, {
      style: "unit",
      unit: name,
      unitDisplay: name.endsWith("byte") ? "short" : "narrow",
      maximumFractionDigits: digits,
    }).format(value);
  // A timestamp nobody can read is shown as it came rather than as "Invalid Date".
  const guarded = (at: string, show: (value: Date) => string) => {
    const value = new Date(at);
    return Number.isNaN(value.getTime()) ? at : show(value);
  };

  return {
    number: (value) => number.format(value),
    compact: (value) => compact.format(value),
    count: (value) => ({ value, text: number.format(value) }),
    percent: (ratio) => percent.format(ratio),
    decimal: (value, digits) =>
      value.toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
    date: (at) => guarded(at, (value) => date.format(value)),
    dateTime: (at) => guarded(at, (value) => dateTime.format(value)),
    ago: (at, now = Date.now()) =>
      guarded(at, (value) => {
        const seconds = (value.getTime() - now) / 1000;
        const [name, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
        return relative.format(Math.trunc(seconds / size), name);
      }),
    bytes: (size) => {
      const step = Math.min(BYTES.length - 1, Math.max(0, Math.floor(Math.log(Math.max(size, 1)) / Math.log(1000))));
      return unit(BYTES[step] ?? "byte", size / 1000 ** step, step > 1 ? 1 : 0);
    },
    duration: (milliseconds) => {
      if (milliseconds < 1000) return unit("millisecond", milliseconds, 0);
      if (milliseconds < 60_000) return unit("second", milliseconds / 1000, 1);
      return unit("minute", milliseconds / 60_000, 1);
    },
    usd: (amount) => usd.format(amount),
    usdFine: (amount) => (amount === 0 ? usd : Math.abs(amount) < 0.001 ? tiny : fine).format(amount),
  };
}

export function useFormat(): Format {
  const language = useLanguage();
  const timeZone = usePreference("timeZone");
  return useMemo(() => makeFormat(language, timeZone), [language, timeZone]);
}

// One clock for the whole window, so that "3 minutes ago" ages without a timer in each line.
const clock = { now: Date.now(), listeners: new Set<() => void>(), timer: undefined as undefined | number };

/** The time, fresh every `seconds`: for texts that age. */
export function useNow(seconds: 1 | 30 = 30): number {
  useSyncExternalStore(
    (listener) => {
      clock.listeners.add(listener);
      clock.timer ??= window.setInterval(() => {
        clock.now = Date.now();
        for (const tell of clock.listeners) tell();
      }, 1000);
      return () => {
        clock.listeners.delete(listener);
        if (clock.listeners.size > 0) return;
        window.clearInterval(clock.timer);
        clock.timer = undefined;
      };
    },
    () => clock.now - (clock.now % (seconds * 1000)),
  );
  // Not the tick itself: what was saved since then would lie in the future.
  return Date.now();
}
