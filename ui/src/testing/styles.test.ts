// A class that no stylesheet has is no fault to any compiler, and looks like one on the screen.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";

const read = (file: string) => readFileSync(file, "utf8");

/** `look.bulk` where `look` is a stylesheet without such a class. */
function unknownClasses(file: string): string[] {
  const text = read(file);
  const sheets = [...text.matchAll(/import (\w+) from "(\.[^"]+\.module\.css)"/g)];
  return sheets.flatMap(([, name = "", path = ""]) => {
    const css = read(join(dirname(file), path));
    const used = [...text.matchAll(new RegExp(`(?<![.\\w])${name}\\.(\\w+)`, "g"))].map(([, one = ""]) => one);
    return used.filter((one) => !new RegExp(`\\.${one}(?![\\w-])`).test(css)).map((one) => `${file}: ${name}.${one}`);
  });
}

it("names only classes that its stylesheets have", () => {
  const all = readdirSync("src", { recursive: true, encoding: "utf8" });
  const files = all.filter((file) => /\.tsx?$/.test(file)).map((file) => join("src", file));
  expect(files.length).toBeGreaterThan(100);
  expect(files.flatMap(unknownClasses)).toEqual([]);
});
