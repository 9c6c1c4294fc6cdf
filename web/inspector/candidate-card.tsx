import { Button, Tabs } from '@mantine/core'
import { useState } from 'react'
import type { Both } from '../../src/base/law.ts'
import { Icon, type IconName } from '../parts/icon.tsx'
import { useLocale, useTexts } from '../texts.ts'
import { Follows, payerOf } from './candidate-follows.tsx'
import { Stop, type Ways } from './candidate-stop.tsx'
import { protocolTexts } from './protocol-texts.ts'
import { type Candidate, type Consequences, distinctFines, lawPage, money } from './qualify-data.ts'
import { qualifyTexts } from './qualify-texts.ts'

interface Props {
  candidate: Candidate
  first: boolean
  busy: boolean
  draw: () => void
  ways: Ways
  /** Takes a part chosen by hand off the list. */
  drop: (() => void) | undefined
}

/** A part of the law that may fit: what speaks for and against it, what must be proved, and what would follow. */
export function CandidateCard({ candidate, first, busy, draw, ways, drop }: Props) {
  const t = useTexts(protocolTexts)
  const q = useTexts(qualifyTexts)
  const lang = useLocale() === 'kk' ? 'kk' : 'ru'
  const stopped = candidate.refusals.length > 0
  // A stop that an answer lifts is no refusal yet.
  const waits = stopped && candidate.refusals.every(({ instead }) => instead?.do === 'answer')
  const standing = waits ? 'open' : stopped ? 'refused' : candidate.standing
  const [touched, setTouched] = useState<boolean | null>(null)
  const open = touched ?? (first || candidate.byHand || candidate.standing === 'fits')
  const { consequences } = candidate
  const ready = candidate.prove.filter(({ state }) => state === 'have').length
  return (
    <section className="card candidate" data-standing={standing}>
      <div className="card-head">
        <h2>{t.article(candidate.ref)}</h2>
        <span className="standing">{t[standing]}</span>
      </div>
      <p lang="ru">{candidate.titleRu}</p>
      {consequences ? <Sum consequences={consequences} /> : null}
      {candidate.refusals.map((refusal) => (
        <Stop key={refusal.rule + refusal.refused} refusal={refusal} ways={ways} />
      ))}
      {open ? (
        <Tabs defaultValue="weigh" keepMounted={false} className="candidate-tabs">
          <Tabs.List>
            <Tabs.Tab value="weigh">{q.weigh}</Tabs.Tab>
            <Tabs.Tab value="proof">
              {q.proof} <span className="soft">{`${ready}/${candidate.prove.length}`}</span>
            </Tabs.Tab>
            {consequences ? <Tabs.Tab value="follows">{q.follows}</Tabs.Tab> : null}
          </Tabs.List>
          <Tabs.Panel value="weigh">
            {candidate.speaksFor.length + candidate.speaksAgainst.length === 0 ? (
              <p className="soft">{q.nothingSaid}</p>
            ) : null}
            <Reasons title={t.speaksFor} icon="check" tone="good" reasons={candidate.speaksFor} lang={lang} />
            <Reasons title={t.speaksAgainst} icon="close" tone="bad" reasons={candidate.speaksAgainst} lang={lang} />
            <p className="soft small" lang="ru">
              {candidate.conductRu}
            </p>
            <p className="soft small">
              {q.source}: {candidate.source.join(' · ')}
              {consequences ? (
                <>
                  {' · '}
                  <a href={lawPage(candidate)} target="_blank" rel="noreferrer">
                    {q.text}
                  </a>
                </>
              ) : null}
            </p>
          </Tabs.Panel>
          <Tabs.Panel value="proof">
            <ul className="proofs" lang={lang}>
              {candidate.prove.map((one) => (
                <li key={one.ru} data-state={one.state}>
                  <span>{one[lang]}</span>
                  <span className="proof-state">{q[one.state]}</span>
                </li>
              ))}
            </ul>
          </Tabs.Panel>
          {consequences ? (
            <Tabs.Panel value="follows">
              <Follows consequences={consequences} />
              <Reasons title={t.notes} icon="warning" tone="note" reasons={consequences.notes} lang={lang} />
            </Tabs.Panel>
          ) : null}
        </Tabs>
      ) : null}
      <div className="candidate-foot">
        {stopped ? null : (
          <Button variant={candidate.standing === 'fits' ? 'filled' : 'default'} loading={busy} onClick={draw}>
            {t.draw(candidate.ref)}
          </Button>
        )}
        <Button variant="subtle" aria-expanded={open} onClick={() => setTouched(!open)}>
          {open ? t.less : t.more}
        </Button>
        {drop ? (
          <Button variant="subtle" onClick={drop}>
            {q.drop}
          </Button>
        ) : null}
      </div>
    </section>
  )
}

/** The sums in a line, so that they are seen before anything is opened. */
function Sum({ consequences }: { consequences: Consequences }) {
  const q = useTexts(qualifyTexts)
  const fines = distinctFines(consequences.fines)
  const [one, ...others] = fines
  if (!one) return null
  const more = [...new Set(others.flatMap(({ mrp }) => mrp ?? []))].sort((a, b) => a - b)
  const range = more.length > 1 ? `${more[0]}–${more.at(-1)}` : more.join('')
  return (
    <p className="sum">
      {consequences.fines.length > fines.length ? q.anyone : payerOf(one, q)}:{' '}
      <strong>
        {one.mrp === null ? q.percent(one.percent ?? 0) : q.mrp(one.mrp)}
        {one.tenge === null ? '' : ` · ${money(one.tenge)}`}
      </strong>
      {one.half === null ? '' : ` · ${q.half(money(one.half))}`}
      {range === '' ? null : <span className="soft"> · {q.others(range)}</span>}
    </p>
  )
}

function Reasons({
  title,
  icon,
  tone,
  reasons,
  lang,
}: {
  title: string
  icon: IconName
  tone: string
  reasons: Both[]
  lang: 'ru' | 'kk'
}) {
  if (reasons.length === 0) return null
  return (
    <div className="reasons" data-tone={tone}>
      <h3>{title}</h3>
      <ul lang={lang}>
        {reasons.map((reason) => (
          <li key={reason.ru}>
            <Icon name={icon} size={16} />
            <span>{reason[lang]}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
