// A file to the shell in pieces: a web page knows no paths, and one message should not carry a hundred megabytes.
import { backend } from "../backend";

const PIECE = 2 * 1024 * 1024;
// String.fromCharCode takes only so many arguments.
const SLICE = 0x8000;

export function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += SLICE) text += String.fromCharCode(...bytes.subarray(at, at + SLICE));
  return btoa(text);
}

/** Answers the upload's id, or null when `stopped` said so on the way. */
export async function uploadFile(
  file: File,
  onProgress: (done: number, total: number) => void,
  stopped: () => boolean,
): Promise<string | null> {
  const upload = await backend.uploadBegin();
  try {
    for (let at = 0; at < file.size; at += PIECE) {
      if (stopped()) {
        await discardUpload(upload);
        return null;
      }
      const piece = new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer());
      await backend.uploadAppend(upload, base64(piece));
      onProgress(Math.min(file.size, at + PIECE), file.size);
    }
    return upload;
  } catch (thrown) {
    await discardUpload(upload);
    throw thrown;
  }
}

/** What is not thrown away now is thrown away after a day. */
export async function discardUpload(upload: string): Promise<void> {
  await backend.uploadDiscard(upload).catch(() => undefined);
}
