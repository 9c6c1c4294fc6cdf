import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { PaperLang } from '../../src/base/law.ts'
import { changes, type FieldChange } from '../../src/paper/document.ts'
import type { PaperView } from '../../src/paper/view.ts'
import { Failed } from '../parts/trouble.tsx'
import { dayAndTime, useLocale, useTexts } from '../texts.ts'
import { draftsQuery } from './paper-data.ts'
import { paperTexts } from './paper-texts.ts'
import { wordDiff } from './word-diff.ts'

type Take = ((id: string, text: string) => void) | null

/** Every version of a paper with what changed in it, and all that changed since the program made it. */
export function PaperHistory({ paper, close, take }: { paper: PaperView; close: () => void; take: Take }) {
  const t = useTexts(paperTexts)
  const words: PaperLang = useLocale() === 'kk' ? 'kk' : 'ru'
  const { data, error, refetch } = useQuery(draftsQuery(paper.id, paper.version))
  const first = data?.items[0]
  const last = data?.items.at(-1)
  const whole = first && last && first !== last ? changes(first.document, last.document) : []
  return (
    <Modal opened onClose={close} title={t.history} size="xl">
      {!data && error ? <Failed error={error} retry={() => void refetch()} /> : null}
      {whole.length > 0 ? (
        <section className="paper-whole">
          <h3>{paper.status === 'signed' ? t.whole : t.wholeDraft}</h3>
          <Changes items={whole} words={words} lang={paper.lang} take={take} />
        </section>
      ) : null}
      {data ? <h3>{t.steps}</h3> : null}
      <ol className="timeline">
        {data?.items.toReversed().map((draft) => (
          <li key={draft.version}>
            <p>
              <strong>{draft.version === 1 ? t.firstVersion : t.version(draft.version)}</strong>{' '}
              <span className="soft small">
                {draft.byName} · {dayAndTime(draft.at)}
              </span>
            </p>
            {draft.changes.length > 0 ? (
              <Changes items={draft.changes} words={words} lang={draft.document.lang} take={take} />
            ) : draft.version > 1 ? (
              <p className="soft small">{t.nothingChanged}</p>
            ) : null}
          </li>
        ))}
      </ol>
    </Modal>
  )
}

function Changes({
  items,
  words,
  lang,
  take,
}: {
  items: readonly FieldChange[]
  words: PaperLang
  lang: PaperLang
  take: Take
}) {
  const t = useTexts(paperTexts)
  return (
    <dl className="diff">
      {items.map((change) => (
        <div key={change.id}>
          <dt lang={words}>{change.label[words]}</dt>
          <dd lang={lang}>
            {wordDiff(change.before ?? '', change.after ?? '').map((piece, at) => {
              const key = `${at}.${piece.change}`
              if (piece.change === 'gone') return <del key={key}>{piece.text}</del>
              if (piece.change === 'new') return <ins key={key}>{piece.text}</ins>
              return <span key={key}>{piece.text}</span>
            })}
            {change.after === null ? <ins>{t.empty}</ins> : null}
            {take && change.before !== null ? (
              <button
                type="button"
                className="link small paper-take"
                aria-label={`${t.takeBack}: ${change.label[words]}`}
                onClick={() => take(change.id, change.before ?? '')}
              >
                {t.takeBack}
              </button>
            ) : null}
          </dd>
        </div>
      ))}
    </dl>
  )
}
