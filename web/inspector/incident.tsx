import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { IncidentPage } from '../../src/incident/incident.ts'
import type { Act } from '../../src/incident/life.ts'
import { PapersCard } from '../paper/papers-card.tsx'
import { useTitle } from '../parts/page.tsx'
import { Failed } from '../parts/trouble.tsx'
import { useTexts } from '../texts.ts'
import { ActSheet } from './act-sheet.tsx'
import { incidentQuery } from './data.ts'
import { DeadlinesCard } from './deadlines-card.tsx'
import { FindingsCard } from './findings-card.tsx'
import { IncidentHead } from './incident-head.tsx'
import { incidentTexts } from './incident-texts.ts'
import { MessagesCard } from './messages-card.tsx'
import { NearbyCard } from './nearby-card.tsx'
import { NotesCard } from './notes-card.tsx'
import { PeopleCard } from './people-card.tsx'
import { PhotosCard } from './photos-card.tsx'
import { PlaceCard } from './place-card.tsx'
import { ReadingCard } from './reading-card.tsx'
import { RemedyCard } from './remedy-card.tsx'
import { RepliesCard } from './replies-card.tsx'
import { Timeline } from './timeline.tsx'
import { useAccept } from './use-act.ts'
import { putIntoDraft } from './use-draft.ts'
import { VehiclesCard } from './vehicles-card.tsx'

/** Everything about one incident, and what may be done with it now. */
export function Incident() {
  const t = useTexts(incidentTexts)
  const { number } = useParams({ from: '/staff/incidents/$number' })
  const { data: page, error, isPending, refetch } = useQuery(incidentQuery(number))
  useTitle(page ? `${t.heading(page.number)}` : '')
  if (isPending) return <IncidentBones label={t.loading} />
  if (!page) return <Failed alone error={error} retry={() => void refetch()} />
  return <Shown key={page.id} page={page} />
}

function Shown({ page }: { page: IncidentPage }) {
  const [act, setAct] = useState<Act | null>(null)
  const accept = useAccept()
  const top = useRef<HTMLElement>(null)
  useEffect(() => {
    // In newer browsers this returns a promise, which React would take for a clean-up.
    void top.current?.scrollTo(0, 0)
    // A field of a paper leads to what it rests on.
    const named = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null
    named?.scrollIntoView({ block: 'center' })
  }, [])
  const takeTime = (happenedAt: string) => {
    putIntoDraft(`${page.id}.confirm`, { happenedAt })
    setAct('confirm')
  }
  const begin = (chosen: Act) => (chosen === 'accept' ? accept(page) : setAct(chosen))
  return (
    <article className="incident" ref={top}>
      <IncidentHead page={page} begin={begin} />
      <div className="incident-body">
        <div className="incident-main">
          <Part order={1}>
            <PhotosCard page={page} />
          </Part>
          <Part order={2}>
            <MessagesCard page={page} />
          </Part>
          <Part order={4}>
            <FindingsCard page={page} />
            <NotesCard page={page} />
          </Part>
          <Part order={5}>
            <RemedyCard page={page} />
          </Part>
          <Part order={7}>
            <PapersCard page={page} />
          </Part>
          <Part order={9}>
            <RepliesCard page={page} />
          </Part>
        </div>
        <div className="incident-side">
          <Part order={3}>
            <PlaceCard page={page} fix={page.acts.includes('amend') ? () => setAct('amend') : undefined} />
          </Part>
          <Part order={8}>
            <ReadingCard
              page={page}
              fix={page.acts.includes('amend') ? () => setAct('amend') : undefined}
              takeTime={page.acts.includes('confirm') ? takeTime : undefined}
            />
          </Part>
          <Part order={6}>
            <PeopleCard page={page} />
          </Part>
          <Part order={6}>
            <VehiclesCard page={page} />
          </Part>
          <Part order={9}>
            <DeadlinesCard page={page} />
          </Part>
          <Part order={10}>
            <NearbyCard page={page} />
          </Part>
          <Part order={11}>
            <Timeline page={page} />
          </Part>
        </div>
      </div>
      <ActSheet act={act} page={page} close={() => setAct(null)} />
    </article>
  )
}

/** Its place when all stands in one column. */
function Part({ order, children }: { order: number; children: ReactNode }) {
  return (
    <div className="part" style={{ order }}>
      {children}
    </div>
  )
}

function IncidentBones({ label }: { label: string }) {
  return (
    <article className="incident" aria-busy="true" aria-label={label}>
      <div className="incident-head">
        <span className="bone line" style={{ width: '30%' }} />
        <span className="bone line tall" style={{ width: '70%' }} />
        <span className="bone line" style={{ width: '50%' }} />
      </div>
      <div className="incident-body">
        <div className="incident-main">
          <div className="card bone" style={{ height: 260 }} />
          <div className="card bone" style={{ height: 160 }} />
        </div>
        <div className="incident-side">
          <div className="card bone" style={{ height: 240 }} />
        </div>
      </div>
    </article>
  )
}
