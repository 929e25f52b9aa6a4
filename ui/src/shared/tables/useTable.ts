// What a table consists of, as the backend describes it. It does not change while the window lives.
import { useQuery } from "@tanstack/react-query";
import { backend, keys, type TableName } from "../../backend";

export const useTable = (name: TableName) =>
  useQuery({
    queryKey: [...keys.table, "describe", name],
    queryFn: () => backend.tableDescribe(name),
    staleTime: Number.POSITIVE_INFINITY,
  });
