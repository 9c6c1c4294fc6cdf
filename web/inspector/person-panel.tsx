import { SegmentedControl, Select } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { IncidentPage } from '../../src/incident/incident.ts'
import { reasonText } from '../../src/person/choices.ts'
import type { Somebody } from '../../src/person/person.ts'
import { queries } from '../api.ts'
import { roleWords } from '../parts/words.ts'
import { currentLocale, useTexts } from '../texts.ts'
import { incidentQuery } from './data.ts'
import { identifyPerson, nameSomebody, undoMerge } from './person-data.ts'
import type { PersonDraft } from './person-draft.ts'
import { PersonFind } from './person-find.tsx'
import { PersonForm } from './person-form.tsx'
import { personTexts } from './person-texts.ts'
import { keepPage, problemOf } from './use-act.ts'

type Role = IncidentPage['subjects'][number]['role']

/** Looks somebody up, for a reason that is kept, or adds them; then says in what role. Or says who a description turned out to be. */
export function PersonPanel({
  page,
  close,
  identify,
  iin,
}: {
  page: IncidentPage
  close: () => void
  /** The subject that is identified, instead of a new one. */
  identify?: IncidentPage['subjects'][number] | undefined
  /** A number that is known already: of a vehicle's owner. */
  iin?: string | undefined
}) {
  const t = useTexts(personTexts)
  const roles = useTexts(roleWords)
  const [way, setWay] = useState<'find' | 'add'>('find')
  const [role, setRole] = useState<Role>('offender')
  const [problem, setProblem] = useState('')
  const [start, setStart] = useState<Partial<PersonDraft>>({})

  const refresh = async () => {
    await queries.invalidateQueries({ queryKey: incidentQuery(String(page.number)).queryKey })
    await queries.invalidateQueries({ queryKey: ['incidents'] })
  }
  const told = (warnings: { text: { ru: string; kk: string } }[]) => {
    for (const { text } of warnings)
      notifications.show({
        message: text[currentLocale() === 'kk' ? 'kk' : 'ru'],
        color: 'amber',
        autoClose: 12_000,
      })
  }
  const name = async (subject: Somebody | { id: string }) => {
    try {
      const { warnings, ...next } = await nameSomebody(page, subject, role)
      keepPage(next)
      told(warnings ?? [])
      notifications.show({ message: t.added, color: 'leaf' })
      close()
    } catch (error) {
      setProblem(problemOf(error))
    }
  }
  const tell = async (subject: Somebody | { id: string }) => {
    if (!identify || ('kind' in subject && subject.kind === 'unknown')) return
    const reason = reasonText('offender', page.number, currentLocale())
    try {
      const { mergeId, warnings } = await identifyPerson(identify.id, subject, reason, page.id)
      await refresh()
      told(warnings)
      if (mergeId) offerUndo(mergeId, reason)
      else notifications.show({ message: t.identified, color: 'leaf' })
      close()
    } catch (error) {
      setProblem(problemOf(error))
    }
  }
  const offerUndo = (mergeId: string, reason: string) => {
    const id = `merge-${mergeId}`
    const undo = () =>
      undoMerge(mergeId, reason, page.id).then(
        () => {
          notifications.update({ id, message: t.undone, color: 'leaf', autoClose: 4000 })
          void refresh()
        },
        (error) => notifications.update({ id, message: problemOf(error), color: 'brick' }),
      )
    notifications.show({
      id,
      color: 'leaf',
      autoClose: 15_000,
      message: (
        <span>
          {t.merged}{' '}
          <button type="button" className="link" onClick={() => void undo()}>
            {t.undo}
          </button>
        </span>
      ),
    })
  }
  const take = (draft: Partial<PersonDraft>) => {
    setStart(draft)
    setWay('add')
  }
  const save = identify ? tell : name
  return (
    <div className="form">
      <SegmentedControl
        fullWidth
        size="md"
        aria-label={t.title}
        value={way}
        onChange={(value) => setWay(value === 'add' ? 'add' : 'find')}
        data={[
          { value: 'find', label: t.find },
          { value: 'add', label: t.add },
        ]}
      />
      {identify ? (
        <p className="note">{identify.name}</p>
      ) : (
        <Select
          label={t.role}
          allowDeselect={false}
          value={role}
          onChange={(value) => setRole((value ?? 'offender') as Role)}
          data={Object.entries(roles).map(([value, label]) => ({ value, label }))}
        />
      )}
      <div role="alert">{problem ? <p className="note danger">{problem}</p> : null}</div>
      {way === 'find' ? (
        <PersonFind page={page} iin={iin} choose={(id) => void save({ id })} add={take} />
      ) : (
        <PersonForm
          key={start.iin ?? start.bin ?? ''}
          page={page}
          start={start}
          known={identify !== undefined}
          save={save}
        />
      )}
    </div>
  )
}
