// How the measures of runs are written: qualities in points of a hundred, as everywhere, costs finely enough to differ.

import { useMemo } from "react";
import type { BatchEffect } from "../../../backend";
import { useFormat } from "../../../shared/format";

export type Measured = BatchEffect["measure"];

export function useMeasureText() {
  const format = useFormat();
  return useMemo(() => {
    const show = (measure: Measured, value: number): string => {
      switch (measure) {
        case "quality":
        case "passRate":
          return format.decimal(value * 100, 1);
        case "durationMs":
          return format.duration(value);
        case "tokens":
          return format.number(Math.round(value));
        case "costUsd":
          return format.usdFine(value);
      }
    };
    return {
      show,
      /** A mean with its standard deviation, where there is one. */
      spread: (measure: Measured, mean: number, sd: number | null) =>
        sd === null ? show(measure, mean) : `${show(measure, mean)} ± ${show(measure, sd)}`,
      signed: (measure: Measured, value: number) =>
        `${value < 0 ? "−" : value > 0 ? "+" : ""}${show(measure, Math.abs(value))}`,
    };
  }, [format]);
}
