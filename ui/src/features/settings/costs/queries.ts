// What models cost.
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { AppError, backend, keys, type ModelPriceEdit, useReady } from "../../../backend";

const prices = queryOptions({ queryKey: keys.prices, queryFn: () => backend.priceList() });

export function usePrices() {
  return useQuery({ ...prices, enabled: useReady() });
}

export function useFreshPrice(id: string) {
  const client = useQueryClient();
  return async () => {
    const rows = await client.fetchQuery({ ...prices, staleTime: 0 });
    const row = rows.find((one) => one.id === id);
    if (row) return row;
    throw new AppError({ code: "NotFound", message: `the price ${id}`, field: null, details: null });
  };
}

interface Saving {
  /** Without them, a new one. */
  id: string | null;
  revision: string | null;
  edit: ModelPriceEdit;
}

export function useSavePrice() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, revision, edit }: Saving) => backend.priceSave(id, revision, edit),
    onSuccess: (saved) =>
      client.setQueryData(prices.queryKey, (rows = []) =>
        rows.some(({ id }) => id === saved.id)
          ? rows.map((row) => (row.id === saved.id ? saved : row))
          : [...rows, saved].sort((a, b) => a.provider.localeCompare(b.provider) || a.model.localeCompare(b.model)),
      ),
    meta: { stale: [] },
  });
}
