import { run, type Write } from './database.ts'

/** Notes what a kept file is; the same bytes are noted once. */
export async function noteFile(
  tx: Write,
  file: { hash: string; size: number; mime: string; width?: number | null; height?: number | null },
  at: Date,
): Promise<void> {
  await run(
    tx,
    'insert into file (hash, size, mime, width, height, created_at) values ($1, $2, $3, $4, $5, $6) on conflict (hash) do nothing',
    [file.hash, file.size, file.mime, file.width ?? null, file.height ?? null, at],
  )
}
