import { Link } from '@tanstack/react-router'
import type { LinkRole, LinksView } from '../../src/person/links.ts'
import { CategoryIcon } from '../parts/category-icon.tsx'
import { Icon } from '../parts/icon.tsx'
import { StatusMark } from '../parts/marks.tsx'
import { categoryWords } from '../parts/words.ts'
import { date, useTexts } from '../texts.ts'
import { linksTexts } from './links-texts.ts'

/** The links as lists: who or what is tied to whom, and in what role. */

const day = (at: string) => date(at, { day: 'numeric', month: 'short', year: 'numeric' })

function Role({ as }: { as: LinkRole }) {
  const t = useTexts(linksTexts)
  return (
    <span className="link-role" data-as={as}>
      {t.as[as]}
    </span>
  )
}

/** Incidents with the people and vehicles in each. */
export function IncidentLinks({ view, rows }: { view: LinksView; rows: LinksView['incidents'] }) {
  const t = useTexts(linksTexts)
  const names = useTexts(categoryWords)
  const called = new Map([...view.people, ...view.vehicles].map(({ id, name }) => [id, name]))
  return (
    <ul className="links-rows">
      {rows.map((row) => (
        <li key={row.id}>
          <p className="links-line">
            <CategoryIcon category={row.category} size={20} />
            {row.open ? (
              <Link to="/incidents/$number" params={{ number: String(row.number) }}>
                № {row.number}
              </Link>
            ) : (
              <span>
                № {row.number} <small className="soft">({t.notYours})</small>
              </span>
            )}
            <strong>{names[row.category]}</strong>
            <StatusMark status={row.status} />
          </p>
          <p className="soft small">{[day(row.openedAt), row.placeText].filter(Boolean).join(' · ')}</p>
          <ul className="links-ties">
            {view.ties
              .filter(({ to }) => to.id === row.id)
              .map(({ from, as }) => (
                <li key={from.id + as} data-centre={from.id === view.centre.id || undefined}>
                  <Role as={as} /> {called.get(from.id)}
                </li>
              ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}

/** In which incidents somebody stands, told by role: № 12, № 15. */
function Ties({ view, id }: { view: LinksView; id: string }) {
  const numbers = new Map(view.incidents.map((one) => [one.id, `№ ${one.number}`]))
  const called = new Map([...view.people, ...view.vehicles].map((one) => [one.id, one.name]))
  const mine = view.ties.filter(({ from, to }) => from.id === id || to.id === id)
  const byRole = Map.groupBy(mine, ({ as }) => as)
  return (
    <ul className="links-ties">
      {[...byRole].map(([as, ties]) => (
        <li key={as}>
          <Role as={as} />{' '}
          {ties
            .map(({ from, to }) => (from.id === id ? to.id : from.id))
            .map((other) => numbers.get(other) ?? called.get(other))
            .join(', ')}
        </li>
      ))}
    </ul>
  )
}

export function PeopleLinks({ view, rows, number }: { view: LinksView; rows: LinksView['people']; number: string }) {
  const t = useTexts(linksTexts)
  return (
    <ul className="links-rows">
      {rows.map(({ id, name, kind }) => (
        <li key={id}>
          <p className="links-line">
            <Icon name={kind === 'entity' ? 'inbox' : 'person'} />
            <Link to="/people/$id" params={{ id }} search={{ incident: number }}>
              {name}
            </Link>
            {kind === 'unknown' ? <small className="soft">{t.notKnown}</small> : null}
          </p>
          <Ties view={view} id={id} />
        </li>
      ))}
    </ul>
  )
}

export function VehicleLinksList({
  view,
  rows,
  number,
}: {
  view: LinksView
  rows: LinksView['vehicles']
  number: string
}) {
  return (
    <ul className="links-rows">
      {rows.map(({ id, name }) => (
        <li key={id}>
          <p className="links-line">
            <Link to="/vehicles/$id" params={{ id }} search={{ incident: number }} className="plate">
              {name}
            </Link>
          </p>
          <Ties view={view} id={id} />
        </li>
      ))}
    </ul>
  )
}
