import { Radio, Stack, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { IncidentRow } from '../../src/incident/incident.ts'
import { get, withQuery } from '../api.ts'
import { useNow } from '../parts/use-now.ts'
import { actWords, categoryWords } from '../parts/words.ts'
import { useLocale, useTexts } from '../texts.ts'
import { FormFoot, type FormProps } from './form-foot.tsx'
import { formTexts } from './form-texts.ts'
import { ago } from './moment.ts'

/** The same happening told twice: this file goes into another. */
export function JoinForm({ page, send, busy, close }: FormProps) {
  const t = useTexts(formTexts)
  const names = useTexts(actWords)
  const [into, setInto] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (into) send({ act: 'join', into }, () => {})
  }
  return (
    <form onSubmit={submit} className="form">
      <p className="note">{t.joinHint}</p>
      <IncidentChoice first={page.nearby} not={page.id} value={into} change={setInto} />
      <FormFoot label={names.join} busy={busy} ready={into !== ''} close={close} />
    </form>
  )
}

/** One incident among the near ones, or found by number, place or words. */
export function IncidentChoice({
  first,
  not,
  value,
  change,
}: {
  first: IncidentRow[]
  not?: string
  value: string
  change: (id: string) => void
}) {
  const t = useTexts(formTexts)
  const categories = useTexts(categoryWords)
  const locale = useLocale()
  const now = useNow()
  const [text, setText] = useState('')
  const [q] = useDebouncedValue(text.trim(), 250)
  const found = useQuery({
    queryKey: ['incidents', 'search', q],
    enabled: q.length > 0 || first.length === 0,
    queryFn: ({ signal }) =>
      get<{ items: IncidentRow[] }>(withQuery('/api/incidents', { tab: 'all', q, limit: 12 }), signal),
  })
  const rows = (q || first.length === 0 ? (found.data?.items ?? []) : first).filter((row) => row.id !== not)
  return (
    <>
      <TextInput
        type="search"
        label={t.joinSearch}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Radio.Group value={value} onChange={change} aria-label={t.joinSearch}>
        <Stack gap="sm">
          {rows.map((row) => (
            <Radio
              key={row.id}
              size="md"
              value={row.id}
              label={`№ ${row.number} · ${row.title || categories[row.category]}`}
              description={[row.placeText, ago(row.openedAt, now, locale)].filter(Boolean).join(' · ')}
            />
          ))}
          {rows.length === 0 && !found.isFetching ? <p className="soft">{t.joinNone}</p> : null}
        </Stack>
      </Radio.Group>
    </>
  )
}
