import { Button, TextInput } from '@mantine/core'
import { casePapers, type PaperKind } from '../../src/paper/kinds.ts'
import type { PaperView } from '../../src/paper/view.ts'
import { CaseCard } from '../inspector/case-card.tsx'
import { dayAndTime, useTexts } from '../texts.ts'
import type { Pending } from './paper-edits.ts'
import { paperTexts } from './paper-texts.ts'
import { Signing } from './signing.tsx'

/** What stands beside the fields: numbers of other systems, signatures, what could not be saved. */

const isCase = (kind: PaperKind) => (casePapers as readonly PaperKind[]).includes(kind)

/** The number that ЕРАП gave: a text that the officer enters. */
export function Registered({
  paper,
  number,
  change,
}: {
  paper: PaperView
  number: string
  change: (number: string) => void
}) {
  const t = useTexts(paperTexts)
  if (!isCase(paper.kind) || paper.status !== 'draft') return null
  return (
    <section className="card">
      <TextInput
        label={t.erap}
        description={t.erapHint}
        value={number}
        maxLength={60}
        enterKeyHint="next"
        onChange={(event) => change(event.currentTarget.value)}
      />
    </section>
  )
}

/** When and as what it was locked, who signed it. */
export function AfterSigning({ paper }: { paper: PaperView }) {
  const t = useTexts(paperTexts)
  if (paper.status === 'draft') return null
  if (paper.status === 'cancelled')
    return (
      <section className="card">
        <p>{t.cancelled}.</p>
        {paper.cancelReason ? <p className="soft">{t.cancelledBecause(paper.cancelReason)}</p> : null}
      </section>
    )
  return (
    <>
      <section className="card">
        {paper.signedAt ? <p>{t.signedAt(dayAndTime(paper.signedAt), paper.byName)}</p> : null}
        {paper.erapNumber ? (
          <p>
            {t.erap}: {paper.erapNumber}
          </p>
        ) : null}
        {paper.signedHash ? (
          <details className="why">
            <summary>
              {t.hash}: <code>{paper.signedHash.slice(0, 12)}…</code>
            </summary>
            <code className="paper-hash">{paper.signedHash}</code>
          </details>
        ) : null}
      </section>
      <CaseCard paper={paper} />
      <Signing paper={paper} />
    </>
  )
}

/** What was typed when the paper had been signed or cancelled by somebody else: shown, so that it can be copied. */
export function Overtaken({ paper, pending, drop }: { paper: PaperView; pending: Pending; drop: () => void }) {
  const t = useTexts(paperTexts)
  return (
    <section className="note warn paper-overtaken">
      <p>{t.overtaken}</p>
      <ul>
        {Object.values(pending.edits).map((edit) => (
          <li key={`${edit.lang}.${edit.id}`} lang={edit.lang}>
            {paper.document.fields.find((field) => field.id === edit.id)?.label[edit.lang]}: {edit.text}
          </li>
        ))}
      </ul>
      <Button variant="default" size="compact-md" onClick={drop}>
        {t.drop}
      </Button>
    </section>
  )
}
