import { Button, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { bodyName, tenge } from '../../src/base/law-words.ts'
import type { CaseActLine, CaseView } from '../../src/protocol/case-act-view.ts'
import { groundWords } from '../../src/statistics/form-1ad-words.ts'
import { dayAndTime, number, useLocale, useTexts } from '../texts.ts'
import { type CasePaperShown, caseProblemOf, strikeCaseAct } from './case-data.ts'
import { caseTexts } from './case-texts.ts'
import { caseActWords, decisionWords } from './case-words.ts'
import { useDraft } from './use-draft.ts'

/** Every act with its day and who noted it, the newest first; the last one may be struck out. */
export function CaseHistory({ view, paper }: { view: CaseView; paper: CasePaperShown }) {
  const t = useTexts(caseTexts)
  const names = useTexts(caseActWords)
  const locale = useLocale()
  const said = useSaid()
  const [striking, setStriking] = useState(false)
  if (view.acts.length === 0) return <p className="soft small">{t.empty}</p>
  return (
    <ol className="case-history" aria-label={t.history}>
      {view.acts.toReversed().map((line) => (
        <li key={line.id} data-struck={line.struckAt ? '' : undefined}>
          <time dateTime={line.happenedAt}>{dayAndTime(line.happenedAt, locale)}</time>
          <div>
            <strong>{names[line.act]}</strong> <span>{said(line)}</span>
            <small className="soft">
              {line.struckAt ? t.struck(line.struckBy ?? '', line.struckWhy) : line.byName}
            </small>
            {line.id === view.strikable && !striking ? (
              <button type="button" className="case-strike" onClick={() => setStriking(true)}>
                {t.strike}
              </button>
            ) : null}
            {line.id === view.strikable && striking ? (
              <Strike view={view} paper={paper} actId={line.id} close={() => setStriking(false)} />
            ) : null}
          </div>
        </li>
      ))}
    </ol>
  )
}

function Strike({
  view,
  paper,
  actId,
  close,
}: {
  view: CaseView
  paper: CasePaperShown
  actId: string
  close: () => void
}) {
  const t = useTexts(caseTexts)
  const [draft, change, clear] = useDraft(`case.${paper.id}.strike`, { reason: '' })
  const [busy, setBusy] = useState(false)
  const reason = draft.reason.trim()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!reason) return
    setBusy(true)
    try {
      await strikeCaseAct(paper, view.version, actId, reason)
      clear()
      close()
      notifications.show({ message: t.struckNow, color: 'leaf' })
    } catch (error) {
      notifications.show({ message: caseProblemOf(error), color: 'brick' })
      setBusy(false)
    }
  }
  return (
    <form className="case-form" onSubmit={submit}>
      <TextInput
        label={t.strikeAsk}
        required
        maxLength={500}
        value={draft.reason}
        onChange={(event) => change({ reason: event.currentTarget.value })}
      />
      <div className="case-foot">
        <Button type="submit" loading={busy} disabled={!reason}>
          {t.strikeNow}
        </Button>
        <Button variant="default" onClick={close}>
          {t.cancel}
        </Button>
      </div>
    </form>
  )
}

/** What an act says beside its day, in a few words. */
function useSaid(): (line: CaseActLine) => string {
  const t = useTexts(caseTexts)
  const words = useTexts(decisionWords)
  const locale = useLocale()
  const lang = locale === 'kk' ? 'kk' : 'ru'
  return ({ data }) => {
    const text = (value: unknown) => (typeof value === 'string' ? value : '')
    const decision = Object.keys(words).find((one) => one === data.decision) as keyof typeof words | undefined
    const ground = Object.entries(groundWords[locale]).find(([id]) => id === data.ground)?.[1]
    const result =
      data.result === 'upheld' || data.result === 'changed' || data.result === 'cancelled' ? t[data.result] : ''
    return [
      result,
      decision && typeof data.fineMrp !== 'number' ? words[decision] : '',
      typeof data.fineMrp === 'number' ? t.fine(number(data.fineMrp, locale), '') : '',
      typeof data.hours === 'number' ? `${t.hours}: ${data.hours}` : '',
      typeof data.days === 'number' ? `${t.days}: ${data.days}` : '',
      decision === 'terminated' ? (ground ?? '') : '',
      typeof data.amount === 'number' ? tenge(data.amount) : '',
      typeof data.to === 'string' && data.to !== 'other' ? bodyName(data.to)[lang] : '',
      ...[text(data.toName), text(data.article), text(data.additional), text(data.reason), text(data.until)],
    ]
      .filter(Boolean)
      .join(', ')
  }
}
