import type { Locale } from '../../src/base/access.ts'
import type { Both } from '../../src/base/law.ts'
import type { PaperKind } from '../../src/paper/kinds.ts'
import type { PaperView } from '../../src/paper/view.ts'
import { ApiError, post } from '../api.ts'
import { problemOf } from '../inspector/use-act.ts'
import { keepPaper } from './paper-data.ts'

/** What a paper is asked for with; what is not given the server takes from the file. */
export interface Wanted {
  kind: PaperKind
  lang: 'ru' | 'kk'
  subjectIds?: readonly string[]
  parentId?: string | null
  article?: string | null
  part?: string | null
  answers?: Readonly<Record<string, string>>
}

export type Drawn = { items: PaperView[] } | { problem: string; rule: string }

/** Draws papers up, or says why not in the language of the page. */
export async function drawUp(incidentId: string, wanted: Wanted, locale: Locale): Promise<Drawn> {
  try {
    const { items } = await post<{ items: PaperView[] }>(`/api/incidents/${incidentId}/papers`, wanted)
    items.forEach(keepPaper)
    return { items }
  } catch (error) {
    const body = error instanceof ApiError ? error.body : {}
    const reason = body.reason as Both | undefined
    const text = reason?.[locale === 'kk' ? 'kk' : 'ru'] ?? problemOf(error)
    return { problem: text, rule: typeof body.rule === 'string' ? body.rule : '' }
  }
}
