// Why a value is refused, in the reader's language. What carries no reason is said as the core said it.
import type { Reason } from "../backend";
import type { Words } from "../words/words";
import type { Format } from "./format";

interface Refusal {
  message: string;
  reason?: Reason | null;
}

/** `option` names an option of the column in the reader's language. */
export function reasonText(
  words: Words,
  format: Format,
  reason: Reason,
  option: (value: string) => string = (value) => value,
): string {
  const say = words.reasons;
  switch (reason.reason) {
    case "notOneOf":
      return say.notOneOf(reason.options.map(option).join(", "));
    case "outOfRange": {
      const { min, max } = reason;
      if (min !== null && max !== null) return say.outOfRange(format.number(min), format.number(max));
      if (min !== null) return say.atLeast(format.number(min));
      return max === null ? say.notANumber : say.atMost(format.number(max));
    }
    case "tooLong":
      return say.tooLong(format.number(reason.length), format.number(reason.longest));
    case "schema":
      return reason.path === "" ? say.schemaWhole : say.schema(reason.path);
    default:
      return say[reason.reason];
  }
}

export function refusalText(
  words: Words,
  format: Format,
  refusal: Refusal,
  option?: (value: string) => string,
): string {
  return refusal.reason ? reasonText(words, format, refusal.reason, option) : refusal.message;
}
