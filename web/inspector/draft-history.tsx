import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
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
  return (
    <Modal opened={opened} onClose={close} title={t.history} size="lg">
      {!data && error ? <Failed error={error} retry={() => void refetch()} /> : null}
      <ol className="timeline">
        {data?.items.toReversed().map((draft) => (
          <li key={draft.version}>
            <p>
              <strong>{t.version(draft.version)}</strong>{' '}
              <span className="soft small">
                {draft.byName} · {dayAndTime(draft.at)}
              </span>
            </p>
            {draft.changes.length === 0 ? (
              <p className="soft small">{t.nothingChanged}</p>
            ) : (
              <dl className="diff">
                {draft.changes.map((change) => (
                  <div key={change.id}>
                    <dt>{change.label[lang]}</dt>
                    <dd>
                      {change.before !== null ? <del>{change.before}</del> : null} <ins>{change.after ?? t.empty}</ins>
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
