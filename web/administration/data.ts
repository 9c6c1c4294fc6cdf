import { queryOptions } from '@tanstack/react-query'
import type { PersonView } from '../../src/base/account-routes.ts'
import type { EditionView } from '../../src/base/law-view.ts'
import type { ManagedChatView } from '../../src/chat/admin-routes.ts'
import type { ImportView } from '../../src/import-routes.ts'
import type { LearningView } from '../../src/incident/learning-routes.ts'
import type { AbsenceView, DutyView } from '../../src/inspection/duty-routes.ts'
import type { ManagedPrecinctView } from '../../src/inspection/routes.ts'
import { get, queries } from '../api.ts'

/** What the administration's pages ask of the server. */

const items =
  <T>(path: string) =>
  async ({ signal }: { signal: AbortSignal }) =>
    (await get<{ items: T[] }>(path, signal)).items

export const accountsQuery = queryOptions({ queryKey: ['accounts'], queryFn: items<PersonView>('/api/accounts') })
export const precinctsQuery = queryOptions({
  queryKey: ['precincts'],
  queryFn: items<ManagedPrecinctView>('/api/precincts'),
})
export const placesQuery = queryOptions({
  queryKey: ['places'],
  queryFn: items<{ kind: string; count: number }>('/api/places/counts'),
})
export const chatsQuery = queryOptions({ queryKey: ['chats'], queryFn: items<ManagedChatView>('/api/chats') })
export const absencesQuery = queryOptions({ queryKey: ['absences'], queryFn: items<AbsenceView>('/api/absences') })
export const dutyQuery = queryOptions({ queryKey: ['duty'], queryFn: items<DutyView>('/api/duty') })

const open = (job: ImportView) => job.state === 'waiting' || job.state === 'running'
export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: items<ImportView>('/api/imports'),
  // News come at once; this is for when a line was lost on the way.
  refetchInterval: (query) => (query.state.data?.some(open) ? 5_000 : false),
})

export const learningQuery = queryOptions({
  queryKey: ['learning'],
  queryFn: ({ signal }) => get<LearningView>('/api/learning', signal),
})

export const editionQuery = queryOptions({
  queryKey: ['law', 'edition'],
  queryFn: ({ signal }) => get<EditionView>('/api/law/edition', signal),
})
export const healthQuery = queryOptions({
  queryKey: ['health'],
  refetchInterval: 30_000,
  queryFn: async ({ signal }) => {
    const asked = Date.now()
    const { ok, at } = await get<{ ok: boolean; at: string }>('/api/health', signal)
    return { ok, at, tookMs: Date.now() - asked }
  },
})
export const versionQuery = queryOptions({
  queryKey: ['version'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async ({ signal }) => (await get<{ info: { version: string } }>('/api/openapi.json', signal)).info.version,
})

/** After a change of people or precincts everything that shows them reads itself anew. */
export const readAnew = (...keys: string[]) =>
  Promise.all(keys.map((key) => queries.invalidateQueries({ queryKey: [key] })))
