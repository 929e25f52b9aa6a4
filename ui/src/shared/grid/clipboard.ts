// Cells as text and back, the way spreadsheets exchange them: tab-separated lines with quotes where needed, and an HTML
// table beside them. Reading is typed: a text either becomes a value of its column or a problem with a reason.
import { parseJson } from "./jsonText";
import { checkValue, type Problem } from "./problems";
import type { Column, Naming } from "./types";

/** `text`: what is kept in the cell when it is not simply the text that was read. */
export type Read = { value: unknown } | { problem: Problem; text?: string };

const YES = new Set(["true", "1", "yes", "y", "on", "예", "네", "켬", "켜짐", "참", "사용"]);
const NO = new Set(["false", "0", "no", "n", "off", "아니오", "아니요", "끔", "꺼짐", "거짓", "사용 안 함"]);

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

export const joinTags = (tags: string[]) =>
  tags.map((tag) => (/[,"\n]|^\s|\s$/.test(tag) ? quoted(tag) : tag)).join(", ");

/** Words between commas; a word in quotes may hold commas, and quotes written twice. */
export function splitTags(text: string): string[] {
  const tags: string[] = [];
  const word = /\s*(?:"([^"]*(?:""[^"]*)*)"\s*|([^,\n]*))(?:[,\n]|$)/y;
  while (word.lastIndex < text.length) {
    const found = word.exec(text);
    if (!found) break;
    const tag = found[1] === undefined ? (found[2] ?? "").trim() : found[1].replaceAll('""', '"');
    if (tag !== "") tags.push(tag);
  }
  return tags;
}

/** What stands on the clipboard for a value. */
export function copyText(column: Column, value: unknown, naming?: Naming): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (column.kind.kind === "choice" && typeof value === "string") {
    return naming?.optionLabel(column.key, value) ?? value;
  }
  if (column.kind.kind === "tags" && Array.isArray(value)) {
    const name = naming?.optionLabel;
    return joinTags(
      value.map((tag) =>
        column.kind.kind === "tags" && column.kind.options && name ? name(column.key, String(tag)) : String(tag),
      ),
    );
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

export function toTsv(table: string[][]): string {
  return table.map((row) => row.map((cell) => (/[\t\n\r"]/.test(cell) ? quoted(cell) : cell)).join("\t")).join("\r\n");
}

export function toHtml(table: string[][]): string {
  const safe = (text: string) =>
    text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\n", "<br>");
  const rows = table.map((row) => `<tr>${row.map((cell) => `<td>${safe(cell)}</td>`).join("")}</tr>`);
  return `<table>${rows.join("")}</table>`;
}

export function parseTsv(text: string): string[][] {
  const table: string[][] = [];
  let row: string[] = [];
  // A quote counts only at the beginning of a cell and only if it is closed before the next cell.
  const cell = /(?:"([^"]*(?:""[^"]*)*)"(?=\t|\r\n|\n|\r|$)|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/y;
  for (;;) {
    const found = cell.exec(text);
    if (!found) break;
    row.push(found[1] === undefined ? (found[2] ?? "") : found[1].replaceAll('""', '"').replaceAll("\r\n", "\n"));
    if (found[3] === "\t") continue;
    table.push(row);
    row = [];
    // Spreadsheets end the last line too: that is no further row.
    if (cell.lastIndex >= text.length) break;
  }
  return table;
}

/** A text as the value it means in this column. */
export function readCell(column: Column, text: string, naming?: Naming): Read {
  const read = readText(column, text, naming);
  if ("problem" in read) return read;
  const problem = checkValue(column, read.value);
  return problem ? { problem } : read;
}

function readText(column: Column, text: string, naming?: Naming): Read {
  const { kind } = column;
  const trimmed = text.trim();
  if (!column.editable || kind.kind === "time") return { problem: { what: "readOnly" } };
  if (kind.kind === "tags")
    return { value: splitTags(text).map((tag) => optionOf(column, kind.options ?? [], tag, naming) ?? tag) };
  if (trimmed === "") return { value: null };
  switch (kind.kind) {
    case "number": {
      // 1,234.5 as spreadsheets write it; a comma elsewhere is no number.
      const plain = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(trimmed) ? trimmed.replaceAll(",", "") : trimmed;
      const whole = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(plain);
      return whole ? { value: Number(plain) } : { problem: { what: "notNumber" } };
    }
    case "flag": {
      const word = trimmed.toLowerCase();
      if (YES.has(word)) return { value: true };
      return NO.has(word) ? { value: false } : { problem: { what: "flag" } };
    }
    case "choice": {
      const option = optionOf(column, kind.options, trimmed, naming);
      return option === undefined ? { problem: { what: "option", text: trimmed } } : { value: option };
    }
    case "json": {
      const parsed = parseJson(text);
      return "value" in parsed ? parsed : { problem: { what: "json", ...parsed } };
    }
    case "text":
      return { value: text.replaceAll("\r\n", "\n") };
    default:
      return { value: trimmed };
  }
}

/** The option that is called so, by its key or by its name in any language. */
export function optionOf(column: Column, options: string[], text: string, naming?: Naming): string | undefined {
  const plain = (name: string) => name.normalize("NFC").trim().toLowerCase();
  const names = (option: string) => [
    option,
    ...(naming ? [naming.optionLabel(column.key, option), ...(naming.optionNames?.(column.key, option) ?? [])] : []),
  ];
  if (options.includes(text)) return text;
  return options.find((option) => names(option).some((name) => plain(name) === plain(text)));
}
