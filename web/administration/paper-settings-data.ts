import { queryOptions } from '@tanstack/react-query'
import type { PaperKind } from '../../src/paper/kinds.ts'
import type { PaperSettingsInput, PaperSettingsView } from '../../src/protocol/paper-settings.ts'
import { get, put, queries } from '../api.ts'

/** What the department writes into every paper, and its book of numbers. */
export const papersSetQuery = queryOptions({
  queryKey: ['papers-set'],
  queryFn: ({ signal }) => get<PaperSettingsView>('/api/paper-settings', signal),
})

/** What stands on the page, before it is sent; numbers of this year as typed. */
export type PapersDraft = Omit<PaperSettingsInput, 'book'> & { last: Partial<Record<PaperKind, string>> }

/** The page as the server has it. */
export function draftOf(view: PaperSettingsView): PapersDraft {
  const { book, year, byName: _, ...settings } = view
  const last = Object.fromEntries(book.filter((line) => line.year === year).map(({ kind, last }) => [kind, `${last}`]))
  return { ...settings, last }
}

/** Sends what changed; numbers only where they were typed anew. */
export async function savePapers(draft: PapersDraft, before: PaperSettingsView): Promise<PaperSettingsView> {
  const { last, ...settings } = draft
  const given = draftOf(before).last
  const book = (Object.entries(last) as [PaperKind, string][])
    .filter(([kind, text]) => text.trim() !== '' && text !== given[kind])
    .map(([kind, text]) => ({ kind, last: Number(text) }))
  const view = await put<PaperSettingsView>('/api/paper-settings', { ...settings, book })
  queries.setQueryData(papersSetQuery.queryKey, view)
  await Promise.all(['paper-settings', 'paper-number'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
  return view
}
