import { Button, SegmentedControl, Select, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import type { IncidentPage } from '../../src/incident/incident.ts'
import type { Person } from '../../src/person/person.ts'
import type { FoundSubject, NamedPage } from '../../src/person/view.ts'
import { post } from '../api.ts'
import { Icon } from '../parts/icon.tsx'
import { roleWords } from '../parts/words.ts'
import { currentLocale, useTexts } from '../texts.ts'
import { FoundPerson } from './found-person.tsx'
import { searchPeople, type Wanted } from './person-data.ts'
import { PersonForm } from './person-form.tsx'
import { personTexts } from './person-texts.ts'
import { keepPage, problemOf } from './use-act.ts'

type Role = IncidentPage['subjects'][number]['role']
type By = 'iin' | 'plate' | 'name'

/** Looks somebody up, for a reason that is kept, or adds them; then says in what role. */
export function PersonPanel({ page, close }: { page: IncidentPage; close: () => void }) {
  const t = useTexts(personTexts)
  const roles = useTexts(roleWords)
  const [way, setWay] = useState<'find' | 'add'>('find')
  const [role, setRole] = useState<Role>('offender')
  const [problem, setProblem] = useState('')

  const name = async (subject: Person | { id: string }) => {
    try {
      const { warnings, ...next } = await post<NamedPage>(`/api/incidents/${page.id}/subjects`, { subject, role })
      keepPage(next)
      for (const warning of warnings ?? []) {
        notifications.show({
          message: warning.text[currentLocale() === 'kk' ? 'kk' : 'ru'],
          color: 'amber',
          autoClose: 12_000,
        })
      }
      notifications.show({ message: t.added, color: 'leaf' })
      close()
    } catch (error) {
      setProblem(problemOf(error))
    }
  }
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
      <Select
        label={t.role}
        allowDeselect={false}
        value={role}
        onChange={(value) => setRole((value ?? 'offender') as Role)}
        data={Object.entries(roles).map(([value, label]) => ({ value, label }))}
      />
      <div role="alert">{problem ? <p className="note danger">{problem}</p> : null}</div>
      {way === 'find' ? (
        <Find page={page} choose={(id) => void name({ id })} add={() => setWay('add')} />
      ) : (
        <PersonForm save={name} />
      )}
    </div>
  )
}

function Find({ page, choose, add }: { page: IncidentPage; choose: (id: string) => void; add: () => void }) {
  const t = useTexts(personTexts)
  const [by, setBy] = useState<By>('iin')
  const [text, setText] = useState('')
  const [reason, setReason] = useState('')
  const [found, setFound] = useState<FoundSubject[] | null>(null)
  const [busy, setBusy] = useState(false)
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState('')
  const names: Record<By, string> = { iin: t.iin, plate: t.plate, name: t.name }

  const least = by === 'name' ? 3 : 1

  const search = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (text.trim().length < least || reason.trim().length < 3) return
    setBusy(true)
    setProblem('')
    const wanted = { [by]: text.trim() } as Wanted
    await searchPeople(wanted, reason.trim(), page.id).then(
      ({ items }) => setFound(items),
      (error) => setProblem(problemOf(error)),
    )
    setBusy(false)
  }
  return (
    <>
      <form onSubmit={search} className="form">
        <p className="note warn">
          <Icon name="eye" size={18} />
          {t.warning}
        </p>
        <SegmentedControl
          fullWidth
          size="sm"
          aria-label={t.by}
          value={by}
          onChange={(value) => {
            setBy(value as By)
            setText('')
            setFound(null)
          }}
          data={(Object.keys(names) as By[]).map((value) => ({ value, label: names[value] }))}
        />
        <TextInput
          label={names[by]}
          value={text}
          inputMode={by === 'iin' ? 'numeric' : 'text'}
          maxLength={by === 'iin' ? 14 : 100}
          error={tried && text.trim().length < least ? (by === 'name' ? t.letters : t.needed) : undefined}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <TextInput
          label={t.reason}
          placeholder={t.reasonHint}
          value={reason}
          error={tried && reason.trim().length < 3 ? t.reasonNeeded : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={300}
        />
        <Button type="submit" loading={busy} leftSection={<Icon name="search" size={18} />}>
          {t.find}
        </Button>
      </form>
      <div role="status">
        {problem ? <p className="note danger">{problem}</p> : null}
        {found && found.length === 0 ? (
          <p className="note">
            <span>
              {t.none}{' '}
              <button type="button" className="link" onClick={add}>
                {t.noneAdd}
              </button>
            </span>
          </p>
        ) : null}
      </div>
      {found && found.length > 0 ? (
        <ul className="near">
          {found.map((subject) => (
            <FoundPerson
              key={subject.id}
              subject={subject}
              reason={reason.trim()}
              incidentId={page.id}
              choose={() => choose(subject.id)}
            />
          ))}
        </ul>
      ) : null}
    </>
  )
}
