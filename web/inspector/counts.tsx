import { useQuery } from '@tanstack/react-query'
import { number } from '../texts.ts'
import { countsQuery } from './data.ts'

/** Numbers beside the lines of the navigation. */

function Count({ value, hot = false }: { value: number | undefined; hot?: boolean }) {
  return value ? (
    <span className={hot ? 'nav-count hot' : 'nav-count'}>{value >= 1000 ? '999+' : number(value)}</span>
  ) : null
}

export function QueueCount() {
  const { data } = useQuery(countsQuery)
  return <Count value={data?.new} hot />
}

export function UnsureCount() {
  const { data } = useQuery(countsQuery)
  return <Count value={data?.unsure} />
}
