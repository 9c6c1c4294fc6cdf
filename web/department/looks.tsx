import { Button, Select } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { LookLine } from '../../src/person/view.ts'
import { withQuery } from '../api.ts'
import { Sentinel } from '../inspector/sentinel.tsx'
import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/page.tsx'
import { Blank, Failed } from '../parts/trouble.tsx'
import { dayKey, time, useLocale, useTexts } from '../texts.ts'
import { type LooksChosen, lookersQuery, looksQuery } from './data.ts'
import { days } from './day-word.ts'
import { departmentTexts } from './department-texts.ts'
import { looksTexts } from './looks-texts.ts'
import './department.css'
import './looks.css'

/** The journal of looks at people's data: who, whom, when, why. */
export function Looks() {
  const t = useTexts(departmentTexts)
  const locale = useLocale()
  const said = useTexts(looksTexts)
  const [chosen, setChosen] = useState<LooksChosen>({})
  const [of, setOf] = useState('')
  const list = useInfiniteQuery(looksQuery(chosen))
  const { data: people } = useQuery(lookersQuery)
  const lookKinds = Object.keys(said.what) as LookLine['what'][]
  const filtered = Object.values(chosen).some((value) => value !== undefined)
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  const byDay = Map.groupBy(rows, (row) => days(dayKey(row.at), dayKey(row.at), locale))
  return (
    <Page
      title={t.looks}
      narrow
      actions={
        <Button
          component="a"
          variant="default"
          href={withQuery('/api/looks/table', { ...chosen })}
          download="looks.csv"
        >
          {said.table}
        </Button>
      }
    >
      <p className="note info">
        <Icon name="shield" size={20} />
        {t.looksHint}
      </p>
      <div className="looks-filter">
        <Select
          label={said.inspector}
          value={chosen.accountId ?? ''}
          allowDeselect={false}
          onChange={(id) => setChosen({ ...chosen, accountId: id || undefined })}
          data={[
            { value: '', label: said.everybody },
            ...(people?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <Select
          label={said.act}
          value={chosen.what ?? ''}
          allowDeselect={false}
          onChange={(value) => setChosen({ ...chosen, what: lookKinds.find((one) => one === value) })}
          data={[
            { value: '', label: said.anything },
            ...lookKinds.map((value) => ({ value, label: said.what[value] })),
          ]}
        />
      </div>
      {chosen.subjectId ? (
        <p className="note">
          <span>
            {said.onlyOf(of)}{' '}
            <button type="button" className="link" onClick={() => setChosen({ ...chosen, subjectId: undefined })}>
              {said.clear}
            </button>
          </span>
        </p>
      ) : null}
      {list.isPending ? (
        <div className="card looks-day" aria-hidden="true">
          {[70, 52, 84, 61].map((width) => (
            <div key={width} className="look">
              <span className="bone line" style={{ width: 44 }} />
              <span className="look-main">
                <span className="bone line" style={{ width: `${width}%` }} />
                <span className="bone line thin" style={{ width: `${width * 0.6}%` }} />
              </span>
            </div>
          ))}
        </div>
      ) : list.isError ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        <section className="card">
          {filtered ? (
            <Blank icon="eye" title={said.nothing} />
          ) : (
            <Blank icon="eye" title={t.looksEmpty}>
              {t.looksEmptyHint}
            </Blank>
          )}
        </section>
      ) : (
        <>
          {[...byDay].map(([day, looks]) => (
            <section key={day} className="stack" aria-label={day}>
              <h2>{day}</h2>
              <ul className="card looks-day">
                {looks.map((look) => (
                  <Look
                    key={look.id}
                    look={look}
                    only={(subjectId, name) => {
                      setChosen({ ...chosen, subjectId })
                      setOf(name)
                    }}
                  />
                ))}
              </ul>
            </section>
          ))}
          {list.hasNextPage ? (
            <Sentinel busy={list.isFetchingNextPage} label={t.more} onSeen={() => void list.fetchNextPage()} />
          ) : null}
        </>
      )}
    </Page>
  )
}

function Look({ look, only }: { look: LookLine; only: (subjectId: string, name: string) => void }) {
  const t = useTexts(departmentTexts)
  const said = useTexts(looksTexts)
  const { subjectId, subjectName: name } = look
  const register = look.register && said.registers[look.register as keyof typeof said.registers]
  const locale = useLocale()
  return (
    <li className="look">
      <time dateTime={look.at} className="look-time">
        {time(look.at, locale)}
      </time>
      <div className="look-main">
        <p>
          <strong>{look.byName}</strong>
          <span className="look-what" data-what={look.what}>
            {said.what[look.what]}
            {register ? `: ${register}` : ''}
          </span>
        </p>
        <p>
          {subjectId && name ? (
            <button type="button" className="link" aria-label={said.only(name)} onClick={() => only(subjectId, name)}>
              {name}
            </button>
          ) : (
            (look.vehicleName ?? t.found(look.found))
          )}
          {look.incidentNumber !== null ? (
            <>
              {' · '}
              <Link to="/incidents/$number" params={{ number: String(look.incidentNumber) }}>
                {t.incident} № {look.incidentNumber}
              </Link>
            </>
          ) : null}
        </p>
        <p className="look-why">«{look.reason}»</p>
      </div>
    </li>
  )
}
