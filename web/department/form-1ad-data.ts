import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type Ground, grounds } from '../../src/protocol/case-act.ts'
import { type FormMeasure, formMeasures } from '../../src/statistics/form-1ad.ts'
import type { FormList, FormView } from '../../src/statistics/form-1ad-view.ts'
import { get } from '../api.ts'
import { addressOf, type Chosen } from './data.ts'
import { type PeriodSearch, periodSearch } from './period-search.ts'

/** What форма 1-АД asks of the server, and which figure a list stands behind. */

export interface FormListSearch extends PeriodSearch {
  measure: FormMeasure
  /** «505/1» */
  article?: string
  ground?: Ground
}

export function formListSearch(search: Record<string, unknown>): FormListSearch {
  const { article } = search
  const ground = grounds.find((id) => id === search.ground)
  return {
    ...periodSearch(search),
    measure: formMeasures.find((id) => id === search.measure) ?? 'drawnUp',
    ...(typeof article === 'string' ? { article: article.slice(0, 40) } : {}),
    ...(ground ? { ground } : {}),
  }
}

export const formQuery = (chosen: Chosen) =>
  queryOptions({
    queryKey: ['campaign', '1ad', chosen],
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => get<FormView>(addressOf('/api/statistics/1ad', chosen), signal),
  })

export const formListQuery = (
  chosen: Chosen,
  wanted: { measure: FormMeasure; article?: string | undefined; ground?: Ground | undefined },
) =>
  infiniteQueryOptions({
    queryKey: ['campaign', '1ad', 'list', chosen, wanted],
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) =>
      get<FormList>(addressOf('/api/statistics/1ad/list', chosen, { ...wanted, skip: String(pageParam) }), signal),
    getNextPageParam: (page) => page.next ?? undefined,
  })
