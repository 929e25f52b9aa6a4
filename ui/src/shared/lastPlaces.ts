// Where each page was left, so that its link leads back to the same filter and order. An address that somebody typed or
// was sent says exactly what it says.
import { preferences, setPreference, usePreference } from "./preferences";

const from = (places: Record<string, string>, page: string) => places[page] ?? `/${page}`;

export const lastAddressOf = (page: string): string => from(preferences().lastOf, page);

export function useAddressOf(): (page: string) => string {
  const places = usePreference("lastOf");
  return (page) => from(places, page);
}

export function keepPlace(page: string, address: string): void {
  if (preferences().lastOf[page] === address) return;
  setPreference("lastOf", { ...preferences().lastOf, [page]: address });
}
