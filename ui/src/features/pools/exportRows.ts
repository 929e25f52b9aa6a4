// Writes the rows of a filter into a file in the downloads folder, as work that goes on by itself, and says where it is.
import { AppError, backend, type Exported, type Filter, type Format, type Pool, type Sort } from "../../backend";
import { tellFile } from "../../shared/tellFile";
import { toastError } from "../../shared/toast";
import { followWork, speech } from "../../shared/work";

export async function exportRows(pool: Pool, filter: Filter, sort: Sort | null, format: Format): Promise<void> {
  try {
    const { result } = await followWork<Exported>({ start: () => backend.exportStart(pool, { filter, sort }, format) });
    const { words, format: said } = speech();
    const say = words.pools.export;
    tellFile(say.done(said.count(result.rows)), result.path);
  } catch (thrown) {
    const error = AppError.from(thrown);
    if (error.code !== "Cancelled") toastError(speech().words.pools.export.failed, error);
  }
}
