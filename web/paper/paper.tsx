import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { PaperView } from '../../src/paper/view.ts'
import { isOffline } from '../api.ts'
import { Page } from '../parts/page.tsx'
import { Failed } from '../parts/trouble.tsx'
import { useLocale, useTexts } from '../texts.ts'
import { paperQuery, refOf } from './paper-data.ts'
import { copyOf } from './paper-desk.ts'
import { PaperEditor } from './paper-editor.tsx'
import { nameOfKind, paperTexts } from './paper-texts.ts'
import './paper.css'

/** While a draft is open, what colleagues write into it comes in: their news are told once in a while only. */
const lookAgain = 20_000

/** A paper: its fields and its page side by side; without a connection its copy on this device. */
export function Paper() {
  const t = useTexts(paperTexts)
  const locale = useLocale()
  const { id } = useParams({ from: '/staff/papers/$id' })
  const { data, error, isPending, refetch } = useQuery({
    ...paperQuery(id),
    refetchInterval: ({ state }) => (state.data?.status === 'draft' ? lookAgain : false),
  })
  const paper = data ?? (isOffline(error) ? copyOf(id) : null)
  if (!paper && isPending)
    return (
      <Page title={t.loading}>
        <div className="card bone" style={{ height: 420 }} />
      </Page>
    )
  if (!paper) return <Failed alone error={error} retry={() => void refetch()} />
  return <PaperEditor key={paper.id} paper={paper} title={titleOf(paper)} copy={!data} />

  function titleOf(one: PaperView): string {
    return t.title(nameOfKind(one.kind, locale), refOf(one))
  }
}
