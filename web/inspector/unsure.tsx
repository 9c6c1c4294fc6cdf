import { Button, Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Category } from '../../src/detection/categories.ts'
import type { ReportView } from '../../src/incident/incident.ts'
import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/page.tsx'
import { Blank, Failed } from '../parts/trouble.tsx'
import { categoryWords } from '../parts/words.ts'
import { useTexts } from '../texts.ts'
import { unsureQuery } from './data.ts'
import { IncidentChoice } from './form-join.tsx'
import { UnsureCard } from './unsure-card.tsx'
import { unsureTexts } from './unsure-texts.ts'
import { useUndoable } from './use-undoable.ts'
import { useUnsureKeys } from './use-unsure-keys.ts'

/** Messages of which the program is not sure: one tap each, and five seconds to take it back. */
export function Unsure() {
  const t = useTexts(unsureTexts)
  const { data, error, isPending, refetch } = useQuery(unsureQuery)
  const names = useTexts(categoryWords)
  const [joining, setJoining] = useState<ReportView | null>(null)
  const { pending, decide, undo } = useUndoable()
  const items = data?.items.filter((item) => !pending.some((one) => one.done && one.id === item.id)) ?? []
  const asReport = (id: string, category: Category) =>
    decide(id, { decide: 'report', category }, t.report(names[category]))
  const open = items.filter((item) => !pending.some((one) => one.id === item.id))
  const { current, setCurrent } = useUnsureKeys(open, asReport)
  return (
    <Page title={t.title} narrow>
      {items.length > 0 ? (
        <p className="soft">
          {t.intro} <span className="keys-only">{t.keys('1–3')}</span>
        </p>
      ) : null}
      {isPending ? (
        <div className="card bone" style={{ height: 220 }} />
      ) : !data ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : items.length === 0 ? (
        <Blank icon="check" title={t.empty}>
          {t.emptyHint}
        </Blank>
      ) : (
        <ul className="plain unsure">
          {items.map((item) => {
            const waiting = pending.find((one) => one.id === item.id)
            return waiting ? (
              <li key={item.id} className="card unsure-done">
                <span role="status">
                  <Icon name="check" /> {waiting.label}
                </span>
                <Button variant="default" leftSection={<Icon name="undo" size={18} />} onClick={() => undo(item.id)}>
                  {t.undo(waiting.left)}
                </Button>
              </li>
            ) : (
              <UnsureCard
                key={item.id}
                item={item}
                current={item.id === current}
                focused={() => setCurrent(item.id)}
                asReport={(category) => asReport(item.id, category)}
                asNothing={() => decide(item.id, { decide: 'nothing' }, t.nothing)}
                join={() => setJoining(item)}
              />
            )
          })}
        </ul>
      )}
      <p className="small">
        <Link to="/reading">{t.howRead}</Link>
      </p>
      <JoinDrawer
        item={joining}
        close={() => setJoining(null)}
        join={(incidentId) => {
          if (joining) decide(joining.id, { decide: 'join', incidentId }, t.join)
          setJoining(null)
        }}
      />
    </Page>
  )
}

function JoinDrawer({
  item,
  close,
  join,
}: {
  item: ReportView | null
  close: () => void
  join: (incidentId: string) => void
}) {
  const t = useTexts(unsureTexts)
  const [chosen, setChosen] = useState('')
  const phone = useMediaQuery('(max-width: 640px)', undefined, { getInitialValueInEffect: false })
  return (
    <Drawer
      opened={item !== null}
      onClose={close}
      position={phone ? 'bottom' : 'right'}
      size={phone ? '90%' : 520}
      title={t.choose}
      classNames={{ body: 'sheet', title: 'sheet-title', header: 'sheet-header' }}
      closeButtonProps={{ size: 44 }}
    >
      {item ? (
        <div className="form">
          <p className="bubble">{item.text}</p>
          <IncidentChoice first={[]} value={chosen} change={setChosen} />
          <div className="sheet-foot">
            <Button className="grow" disabled={!chosen} onClick={() => join(chosen)}>
              {t.ok}
            </Button>
          </div>
        </div>
      ) : null}
    </Drawer>
  )
}
