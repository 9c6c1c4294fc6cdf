import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { IncidentPage } from '../../src/incident/incident.ts'
import { paperKinds } from '../../src/paper/kinds.ts'
import { stages } from '../../src/protocol/life.ts'
import { meQuery, withQuery } from '../api.ts'
import { stageWords } from '../inspector/case-words.ts'
import { when } from '../inspector/moment.ts'
import { Card } from '../parts/card.tsx'
import { Icon } from '../parts/icon.tsx'
import { useNow } from '../parts/use-now.ts'
import { useLocale, useTexts } from '../texts.ts'
import { NewPaper } from './new-paper.tsx'
import { OtherOffenders } from './other-offenders.tsx'
import { refOf } from './paper-data.ts'
import { nameOfKind, paperTexts } from './paper-texts.ts'
import './papers-card.css'

type Line = IncidentPage['papers'][number]

/** All papers of an incident, those that go with another below it, and what may be drawn up. */
export function PapersCard({ page }: { page: IncidentPage }) {
  const t = useTexts(paperTexts)
  const { data: me } = useQuery(meQuery)
  const may = me?.permissions.includes('drawUpProtocol') ?? false
  const papers = page.papers.filter((one) => one.status !== 'cancelled')
  const ids = new Set(papers.map(({ id }) => id))
  const tops = papers.filter(({ parentId }) => parentId === null || !ids.has(parentId)).sort(byKind)
  return (
    <Card
      id="papers"
      title={t.papers}
      count={papers.length}
      action={
        papers.length > 1 ? (
          <Button
            component="a"
            href={bundleOf(page.id, papers)}
            target="_blank"
            rel="noreferrer"
            variant="subtle"
            size="compact-md"
          >
            {t.bundle}
          </Button>
        ) : null
      }
    >
      {papers.length === 0 ? (
        <p className="soft">{t.none}</p>
      ) : (
        <ul className="near">
          {tops.map((paper) => {
            const children = papers.filter((one) => one.parentId === paper.id).sort(byKind)
            return (
              <li key={paper.id}>
                <PaperLine paper={paper} />
                {children.length > 0 ? (
                  <ul className="near papers-with">
                    {children.map((child) => (
                      <li key={child.id}>
                        <PaperLine paper={child} />
                      </li>
                    ))}
                  </ul>
                ) : null}
              </li>
            )
          })}
        </ul>
      )}
      {may ? <OtherOffenders page={page} /> : null}
      {may ? <NewPaper page={page} /> : null}
    </Card>
  )
}

/** What is signed, with an inventory; before anything is, the drafts. */
function bundleOf(incidentId: string, papers: readonly Line[]): string {
  const signed = papers.some(({ status }) => status === 'signed')
  const ids = signed ? null : papers.map(({ id }) => id).join(',')
  return withQuery(`/api/incidents/${incidentId}/bundle.pdf`, { ids })
}

const rank = (paper: Line) => (paperKinds as readonly string[]).indexOf(paper.kind)
const byKind = (a: Line, b: Line) => rank(a) - rank(b)

function PaperLine({ paper }: { paper: Line }) {
  const t = useTexts(paperTexts)
  const words = useTexts(stageWords)
  const locale = useLocale()
  const now = useNow()
  const kind = paperKinds.find((one) => one === paper.kind)
  const stage = stages.find((one) => one === paper.stage)
  const name = t.title(kind ? nameOfKind(kind, locale) : paper.kind, refOf(paper))
  const told = [
    paper.subjectName,
    when(paper.signedAt ?? paper.updatedAt, now, locale),
    paper.status === 'draft' && paper.missing > 0 ? t.missing(paper.missing) : '',
  ]
  return (
    <Link to="/papers/$id" params={{ id: paper.id }}>
      <Icon name="document" />
      <span className="near-text">
        <strong>
          {name}
          {paper.number ? ` · № ${paper.number}` : ''}
        </strong>
        <small>{told.filter(Boolean).join(' · ')}</small>
      </span>
      <span className="verdict" data-good={paper.status === 'signed' ? '' : undefined}>
        {paper.status === 'signed' && stage && stage !== 'drawnUp' ? words[stage] : t[paper.status]}
      </span>
    </Link>
  )
}
