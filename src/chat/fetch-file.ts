import { bytesUpTo, remember } from './bounded.ts'
import { ChannelFault } from './channel.ts'
import type { Attachment } from './message.ts'

const patience = 3
type Get = (url: string, options: { signal: AbortSignal }) => Promise<Response>

/**
 * How a channel opens files of at most `limit` bytes: fetched when asked for, null when gone or too large. What cannot
 * be had now is a `ChannelFault`, so that the message comes again; at last null: without its picture a report is still
 * a report.
 */
export function openFiles(get: Get, limit: number) {
  const failed = new Map<string, number>()
  return (id: string, size: number, addressOf: () => Promise<string>): Attachment['open'] =>
    async () => {
      if (size > limit) return null
      try {
        return await fetchFile(get, await addressOf(), limit)
      } catch (error) {
        if (error instanceof ChannelFault && error.kind === 'refused') return null
        const times = remember(failed, id, (failed.get(id) ?? 0) + 1)
        if (times < patience) throw error
        failed.delete(id)
        return null
      }
    }
}

async function fetchFile(get: Get, url: string, limit: number): Promise<Buffer | null> {
  try {
    const answer = await get(url, { signal: AbortSignal.timeout(60_000) })
    if (answer.status === 404 || answer.status === 410) return null
    if (!answer.ok) throw new Error(`the answer was ${answer.status}`)
    return await bytesUpTo(answer, limit)
  } catch (error) {
    // The address may hold a token, so it is not told.
    throw new ChannelFault(
      'away',
      `A file could not be fetched: ${error instanceof Error ? error.message : 'no answer'}.`,
    )
  }
}
