// What a JSON schema says of a place in a value that keeps to it: title, type, description. No drawing here.
import type { Path } from "./source";

export interface Help {
  title: string | null;
  type: string;
  description: string | null;
}

type Schema = Record<string, unknown>;
/** A schema and where its references lead: the nearest one around it that has definitions. */
interface Place {
  schema: Schema;
  root: Schema;
}

const isSchema = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

/** References followed; what stands beside a reference (a description of the field) goes before what it leads to. */
function resolved(place: Place, depth = 0): Place {
  const root = isSchema(place.schema.$defs) ? place.schema : place.root;
  const reference = text(place.schema.$ref);
  if (!reference?.startsWith("#/") || depth > 20) return { schema: place.schema, root };
  const target = reference
    .slice(2)
    .split("/")
    .reduce<unknown>((at, key) => (isSchema(at) ? at[key] : undefined), root);
  if (!isSchema(target)) return { schema: place.schema, root };
  const { $ref: _, ...beside } = place.schema;
  return resolved({ schema: { ...target, ...beside }, root }, depth + 1);
}

/** The schema itself and each of its alternatives. */
function alternatives(place: Place): Place[] {
  const here = resolved(place);
  const further = ["anyOf", "oneOf", "allOf"].flatMap((name) => {
    const list = here.schema[name];
    return Array.isArray(list) ? list.filter(isSchema) : [];
  });
  return [here, ...further.flatMap((schema) => alternatives({ schema, root: here.root }))];
}

function inside({ schema, root }: Place, step: string | number): Place | null {
  const { properties, additionalProperties, items, prefixItems } = schema;
  const next =
    typeof step === "number"
      ? ((Array.isArray(prefixItems) ? prefixItems[step] : undefined) ?? items)
      : ((isSchema(properties) ? properties[step] : undefined) ?? additionalProperties);
  return isSchema(next) ? { schema: next, root } : null;
}

function typeOf(places: Place[]): string {
  const words = places.flatMap(({ schema, root }) => {
    if (Array.isArray(schema.enum)) return [schema.enum.map((one) => JSON.stringify(one)).join(" | ")];
    if (schema.const !== undefined) return [JSON.stringify(schema.const)];
    const types = Array.isArray(schema.type) ? schema.type : [schema.type];
    return types.flatMap((type) => {
      if (typeof type !== "string") return [];
      const format = text(schema.format);
      if (type === "array" && isSchema(schema.items))
        return [`array<${typeOf(alternatives({ schema: schema.items, root }))}>`];
      return [format ? `${type} (${format})` : type];
    });
  });
  return [...new Set(words)].join(" | ") || "any";
}

export function helpAt(schema: unknown, path: Path): Help | null {
  if (!isSchema(schema)) return null;
  let places = alternatives({ schema, root: schema });
  for (const step of path) {
    const next = places.map((place) => inside(place, step)).find((place) => place !== null);
    if (!next) return null;
    places = alternatives(next);
  }
  const [here] = places;
  if (!here) return null;
  return {
    title: text(here.schema.title),
    type: typeOf(places),
    description: text(here.schema.description) ?? null,
  };
}
