import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Field } from '../../src/protocol/protocol.ts'
import { Failed } from '../parts/trouble.tsx'
import { dayAndTime, useTexts } from '../texts.ts'
import { draftsQuery } from './protocol-data.ts'
import { protocolTexts } from './protocol-texts.ts'

/** Every version of a draft, with what each changed in the one before. */
export function DraftHistory({
  id,
  lang,
  opened,
  close,
}: {
  id: string
  lang: 'ru' | 'kk'
  opened: boolean
  close: () => void
}) {
  const t = useTexts(protocolTexts)
  const { data, error, refetch } = useQuery({ ...draftsQuery(id), enabled: opened })
  const drafts = data?.items.toSorted((a, b) => a.version - b.version) ?? []
  return (
    <Modal opened={opened} onClose={close} title={t.history} size="lg">
      {!data && error ? <Failed error={error} retry={() => void refetch()} /> : null}
      <ol className="timeline">
        {drafts
          .map((draft, index) => ({ draft, changes: changed(drafts[index - 1]?.fields, draft.fields) }))
          .toReversed()
          .map(({ draft, changes }) => (
            <li key={draft.version}>
              <p>
                <strong>{t.version(draft.version)}</strong>{' '}
                <span className="soft small">
                  {draft.byName} · {dayAndTime(draft.at)}
                </span>
              </p>
              {changes.length === 0 ? (
                <p className="soft small">{t.nothingChanged}</p>
              ) : (
                <dl className="diff">
                  {changes.map(({ field, before }) => (
                    <div key={field.id}>
                      <dt>{field.label[lang]}</dt>
                      <dd>
                        {before !== null ? <del>{before}</del> : null} <ins>{field.value ?? t.empty}</ins>
                      </dd>
                    </div>
                  ))}
                </dl>
              )}
            </li>
          ))}
      </ol>
    </Modal>
  )
}

function changed(before: Field[] | undefined, after: Field[]): { field: Field; before: string | null }[] {
  if (!before) return []
  return after.flatMap((field) => {
    const old = before.find((one) => one.id === field.id)?.value ?? null
    return old === field.value ? [] : [{ field, before: old }]
  })
}
