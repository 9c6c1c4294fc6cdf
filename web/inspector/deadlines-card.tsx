import { useQuery } from '@tanstack/react-query'
import type { IncidentPage } from '../../src/incident/incident.ts'
import type { DeadlineLine, DeadlinesView } from '../../src/protocol/deadline-view.ts'
import { Card } from '../parts/card.tsx'
import { useTexts } from '../texts.ts'
import './burning.css'
import { TermLine } from './deadline-line.tsx'
import { deadlineTexts } from './deadline-texts.ts'
import { deadlinesQuery } from './protocol-data.ts'

/** The terms of the incident, of each paper its own: the limitation on top, then what is to be done, the earliest first. */
export function DeadlinesCard({ page }: { page: IncidentPage }) {
  const t = useTexts(deadlineTexts)
  const { data } = useQuery(deadlinesQuery(page.id, page.version))
  if (!data || data.items.length === 0) return null
  const groups = groupsOf(data)
  return (
    <Card title={t.title} id="terms">
      <div className="stack">
        {groups.map(({ paper, terms }) => (
          <section key={paper?.id ?? 'incident'} className="terms">
            {groups.length > 1 || paper ? (
              <h3>
                {paper ? <PaperName paper={paper} /> : t.own}
                {paper?.subjectName ? <small className="soft"> {paper.subjectName}</small> : null}
              </h3>
            ) : null}
            <Terms terms={terms} />
          </section>
        ))}
      </div>
    </Card>
  )
}

type Paper = DeadlinesView['papers'][number]

function groupsOf({ items, papers }: DeadlinesView): { paper: Paper | null; terms: DeadlineLine[] }[] {
  return [null, ...papers].flatMap((paper) => {
    const terms = items.filter(({ paperId }) => paperId === (paper?.id ?? null))
    return terms.length > 0 ? [{ paper, terms }] : []
  })
}

function PaperName({ paper }: { paper: Paper }) {
  const t = useTexts(deadlineTexts)
  return paper.kind === 'representation' ? t.representation : t[paper.kind](paper.about ?? '')
}

function Terms({ terms }: { terms: DeadlineLine[] }) {
  const t = useTexts(deadlineTexts)
  const open = terms.filter(({ done }) => done === null)
  const limits = open.filter(({ limitation }) => limitation)
  const duties = open.filter((one) => !one.limitation && (one.burns || isOurs(one)))
  const others = open.filter((one) => !one.limitation && !one.burns && !isOurs(one))
  const done = terms.filter((one) => one.done !== null)
  return (
    <>
      <ul className="near">
        {[...limits, ...duties].map((term) => (
          <TermLine key={term.id} term={term} />
        ))}
      </ul>
      <Folded title={t.others} terms={others} />
      <Folded title={t.ready} terms={done} />
    </>
  )
}

const isOurs = ({ whose }: DeadlineLine) => whose === 'inspector' || whose === 'chief'

function Folded({ title, terms }: { title: string; terms: DeadlineLine[] }) {
  if (terms.length === 0) return null
  return (
    <details className="terms-more">
      <summary>
        {title} <span className="card-count">{terms.length}</span>
      </summary>
      <ul className="near">
        {terms.map((term) => (
          <TermLine key={term.id} term={term} />
        ))}
      </ul>
    </details>
  )
}
