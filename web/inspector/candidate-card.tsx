import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Both } from '../../src/base/law.ts'
import type { Body } from '../../src/incident/life.ts'
import type { CandidatesView } from '../../src/protocol/qualify-view.ts'
import { Icon, type IconName } from '../parts/icon.tsx'
import { bodyWords } from '../parts/words.ts'
import { useLocale, useTexts } from '../texts.ts'
import { protocolTexts } from './protocol-texts.ts'

type Candidate = CandidatesView['candidates'][number]

interface Props {
  candidate: Candidate
  busy: boolean
  draw: () => void
  handTo: Body | undefined
  handOver: (() => void) | undefined
}

/** A part of the law that may fit: what speaks for and against it, and what would follow. */
export function CandidateCard({ candidate, busy, draw, handTo, handOver }: Props) {
  const t = useTexts(protocolTexts)
  const bodies = useTexts(bodyWords)
  const lang = useLocale() === 'kk' ? 'kk' : 'ru'
  const stopped = candidate.refusals.length > 0
  const [open, setOpen] = useState(candidate.standing === 'fits' || stopped)
  const { consequences } = candidate
  return (
    <section className="card candidate" data-standing={stopped ? 'refused' : candidate.standing}>
      <div className="card-head">
        <h2>{t.article(candidate.ref)}</h2>
        <span className="standing">{stopped ? t.refused : t[candidate.standing]}</span>
      </div>
      <p>{candidate.titleRu}</p>
      {candidate.refusals.map((refusal) => (
        <p key={refusal.rule + refusal.refused} className="note danger">
          <span>
            {refusal.reason[lang]} <span className="soft">{refusal.rule}</span>
          </span>
        </p>
      ))}
      <Reasons title={t.speaksFor} icon="check" tone="good" reasons={candidate.speaksFor} lang={lang} />
      <Reasons title={t.speaksAgainst} icon="close" tone="bad" reasons={candidate.speaksAgainst} lang={lang} />
      {open ? (
        <>
          <p className="soft small">{candidate.conductRu}</p>
          {consequences ? (
            <dl className="facts">
              <div>
                <dt>{t.sanction}</dt>
                <dd>{consequences.sanction[lang]}</dd>
              </div>
              <div>
                <dt>{t.considers}</dt>
                <dd>{consequences.considers.map((one) => one.name[lang]).join(', ')}</dd>
              </div>
            </dl>
          ) : null}
          <Reasons title={t.notes} icon="warning" tone="note" reasons={consequences?.notes ?? []} lang={lang} />
          <Reasons title={t.prove} icon="order" tone="note" reasons={candidate.prove} lang={lang} />
        </>
      ) : null}
      <div className="candidate-foot">
        {stopped ? (
          handOver ? (
            <Button leftSection={<Icon name="handOver" size={18} />} onClick={handOver}>
              {handTo ? t.handTo(bodies[handTo]) : t.crime}
            </Button>
          ) : null
        ) : (
          <Button variant={candidate.standing === 'fits' ? 'filled' : 'default'} loading={busy} onClick={draw}>
            {t.draw(candidate.ref)}
          </Button>
        )}
        <Button variant="subtle" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t.less : t.more}
        </Button>
      </div>
    </section>
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
      <ul>
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
