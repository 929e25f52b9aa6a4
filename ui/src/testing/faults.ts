// What axe finds wrong with a part of the window; only what can be checked without a layout.
import axe from "axe-core";

export async function faults(node: Element): Promise<string[]> {
  const { violations } = await axe.run(node, {
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  return violations.map((one) => `${one.id}: ${one.nodes.map((at) => at.html).join(" ")}`);
}
