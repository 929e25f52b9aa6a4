// Writes the rows of a filter into a file in the downloads folder, as work that goes on by itself, and says where it is.
import { AppError, backend, type Exported, type Filter, type Format, type Sort, type TableName } from "../../backend";
import { tellFile } from "../tellFile";
import { toastError } from "../toast";
import { followWork, speech } from "../work";

export async function exportRows(table: TableName, filter: Filter, sort: Sort | null, format: Format): Promise<void> {
  try {
    const { result } = await followWork<Exported>({
      start: () => backend.exportStart(table, { filter, sort }, format),
    });
    const { words, format: said } = speech();
    const say = words.lists.export;
    tellFile(say.done(said.count(result.rows)), result.path);
  } catch (thrown) {
    const error = AppError.from(thrown);
    if (error.code !== "Cancelled") toastError(speech().words.lists.export.failed, error);
  }
}
