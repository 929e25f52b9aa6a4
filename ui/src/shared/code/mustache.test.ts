// What the tags and words of a template are, broken ones included.
import { describe, expect, it } from "vitest";
import { blocksOf, escapesIn, nameOf, tagsOf, tokensOf } from "./mustache";

const kinds = (text: string) => tagsOf(text).map(({ kind }) => kind);
const wholes = (text: string) => tagsOf(text).map(({ start, end }) => text.slice(start, end));
const tokens = (text: string) =>
  tagsOf(text).flatMap((tag) => tokensOf(text, tag).map(({ kind, from, to }) => [kind, text.slice(from, to)]));

describe("tags", () => {
  it("are told apart by their sign", () => {
    expect(kinds("{{a}}{{{a}}}{{&a}}{{#if a}}{{else}}{{^}}{{else if b}}{{/if}}{{> p}}{{! c }}")).toEqual(
      "value value value open else else elseChain close partial comment".split(" "),
    );
  });

  it("keep what our engine does not take apart", () => {
    expect(kinds("{{* d}}{{#* inline}}{{#> layout}}{{^x}}{{{{raw}}}} {{a}} {{{{/raw}}}}")).toEqual(
      Array(5).fill("foreign"),
    );
  });

  it("may trim the space around them", () => {
    expect(tokens("{{~ name ~}}")).toEqual([
      ["brace", "{{~"],
      ["path", "name"],
      ["brace", "~}}"],
    ]);
    expect(nameOf("{{~#each x}}", tagsOf("{{~#each x}}")[0] as never)).toBe("each");
  });

  it("hold braces in quotes and in comments", () => {
    const text = '{{lookup a "}}"}} {{!-- {{x}} --}} {{! short }} {{[odd }} key]}}';
    expect(wholes(text)).toEqual(['{{lookup a "}}"}}', "{{!-- {{x}} --}}", "{{! short }}", "{{[odd }} key]}}"]);
  });

  it("that are escaped are none", () => {
    expect(wholes("\\{{a}} \\\\{{b}}")).toEqual(["{{b}}"]);
    expect(escapesIn("\\{{a}} \\\\{{b}}", 0, 14)).toEqual([{ kind: "escaped", from: 0, to: 3 }]);
  });

  it("that nothing closes end at the line or at the next tag", () => {
    expect(wholes("a {{b c\nd {{e {{f}}")).toEqual(["{{b c", "{{e", "{{f}}"]);
    expect(kinds("a {{b c\nd {{e {{f}} {{!x")).toEqual(["unclosed", "unclosed", "value", "unclosed"]);
  });

  it("go on as UTF-16, whatever stands around them", () => {
    expect(tagsOf("가😀{{이름}}")[0]).toMatchObject({ start: 3, end: 9, from: 5, to: 7 });
  });
});

describe("words of a tag", () => {
  it("have their meaning", () => {
    expect(tokens("{{#each a.[b c] as |item i|}}").map(([kind]) => kind)).toEqual(
      "brace helper path keyword keyword brace".split(" "),
    );
    expect(tokens('{{lookup (lookup a @index) "k" 3 x=true}}')).toEqual([
      ["brace", "{{"],
      ["helper", "lookup"],
      ["brace", "("],
      ["helper", "lookup"],
      ["path", "a"],
      ["data", "@index"],
      ["brace", ")"],
      ["string", '"k"'],
      ["number", "3"],
      ["key", "x="],
      ["number", "true"],
      ["brace", "}}"],
    ]);
    expect(tokens("{{else if ../a}}").map(([kind]) => kind)).toEqual(["brace", "keyword", "helper", "path", "brace"]);
    expect(tokens("{{> greeting who=name}}").map(([kind]) => kind)).toEqual("brace partial key path brace".split(" "));
  });

  it("cover every tag without a hole and without an overlap", () => {
    for (const text of ["{{#if (lookup a 'b')}}", "{{{ x }}}", "{{=}}", "{{''}}", "{{ }}", "{{|}}", "{{a b=}}"]) {
      for (const tag of tagsOf(text)) {
        let at = tag.start;
        for (const token of tokensOf(text, tag)) {
          expect(token.from, text).toBeGreaterThanOrEqual(at);
          at = token.to;
        }
        expect(at, text).toBe(tag.end);
      }
    }
  });
});

describe("blocks", () => {
  const blocks = (text: string) =>
    blocksOf(text, tagsOf(text)).map(({ name, branches, close }) => [name, branches.length, close !== null]);

  it("have an end and branches of their own", () => {
    expect(blocks("{{#each a}}{{#if b}}{{else if c}}{{else}}{{/if}}{{else}}{{/each}}")).toEqual([
      ["each", 1, true],
      ["if", 2, true],
    ]);
  });

  it("that are not ended leave those around them whole", () => {
    expect(blocks("{{#each a}}{{#if b}}{{/each}}{{/with}}")).toEqual([
      ["each", 0, true],
      ["if", 0, false],
    ]);
  });
});
