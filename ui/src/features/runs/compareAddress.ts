// Where two to four runs are compared side by side.
import { addressOf } from "../../routes";

export const MOST_COMPARED = 4;

export const compareAddress = (ids: string[]) =>
  addressOf({ page: "runs", section: "compare", view: { ids: ids.join(",") } });
