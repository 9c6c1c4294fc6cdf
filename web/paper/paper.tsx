import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Page } from '../parts/page.tsx'
import { Failed } from '../parts/trouble.tsx'
import { paperQuery } from './paper-data.ts'

/** A paper: its fields and its page. */
export function Paper() {
  const { id } = useParams({ from: '/staff/papers/$id' })
  const { data, error, isPending, refetch } = useQuery(paperQuery(id))
  if (isPending) return <Page title="…">{null}</Page>
  if (!data) return <Failed alone error={error} retry={() => void refetch()} />
  return <Page title={data.number}>{null}</Page>
}
