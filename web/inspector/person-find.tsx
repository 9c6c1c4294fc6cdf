import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { IncidentPage } from '../../src/incident/incident.ts'
import { checkBin, checkIin } from '../../src/person/iin.ts'
import type { RegisterFound } from '../../src/person/register.ts'
import type { FoundSubject } from '../../src/person/view.ts'
import { Icon } from '../parts/icon.tsx'
import { currentLocale, useTexts } from '../texts.ts'
import { FoundPerson } from './found-person.tsx'
import { askRegister, registersQuery, searchPeople, type Wanted } from './person-data.ts'
import { draftOf, type PersonDraft } from './person-draft.ts'
import { PersonReason } from './person-reason.tsx'
import { personTexts } from './person-texts.ts'
import { RegisterAnswer } from './register-answer.tsx'
import { problemOf } from './use-act.ts'
import './person.css'

type By = 'iin' | 'document' | 'plate' | 'name'

/** Own records and, by a number, the state's register, asked at once; a number that checks and a tapped reason need no button. */
export function PersonFind({
  page,
  iin,
  choose,
  add,
}: {
  page: IncidentPage
  iin?: string | undefined
  choose: (id: string) => void
  add: (draft: Partial<PersonDraft>) => void
}) {
  const t = useTexts(personTexts)
  const [by, setBy] = useState<By>('iin')
  const [text, setText] = useState(iin ?? '')
  const [reason, setReason] = useState({ text: '', chosen: false })
  const [found, setFound] = useState<FoundSubject[] | null>(null)
  const [register, setRegister] = useState<RegisterFound | null>(null)
  const [busy, setBusy] = useState(false)
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState('')
  const registers = useQuery(registersQuery)
  const answers = useRef<HTMLDivElement>(null)
  // On a phone the answer stands below what the screen shows.
  useEffect(() => {
    if (found) answers.current?.scrollIntoView({ block: 'nearest' })
  }, [found])
  const names: Record<By, string> = { iin: t.iin, document: t.document, plate: t.plate, name: t.name }

  const least = { iin: 1, document: 4, plate: 1, name: 3 }[by]
  const short = text.trim().length < least
  const digits = text.replace(/[\s\u00a0-]/g, '')
  const numbers = by === 'iin' && digits.length === 12 ? [checkIin(digits), checkBin(digits)] : []
  const valid = numbers.some(({ ok }) => ok)
  const wrong = numbers.length > 0 && !valid ? numbers[0] : undefined

  const search = async (why: string, what = text) => {
    setBusy(true)
    setProblem('')
    setRegister(null)
    try {
      const wanted = { [by]: what.trim() } as Wanted
      const own = await searchPeople(wanted, why, page.id)
      setFound(own.items)
      const id = checkIin(what).ok ? 'persons' : checkBin(what).ok ? 'entities' : null
      const connected = registers.data?.items.some(
        ({ register: one, state }) => one === id && state.state !== 'not-connected',
      )
      if (by === 'iin' && id && connected) setRegister(await askRegister(id, what, why, page.id))
    } catch (error) {
      setProblem(problemOf(error))
    }
    setBusy(false)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!short && reason.text.trim().length >= 3) void search(reason.text.trim())
  }
  const type = (next: string) => {
    setText(next)
    setFound(null)
    setRegister(null)
    const whole = next.replace(/[\s\u00a0-]/g, '')
    if (by === 'iin' && reason.chosen && whole.length === 12 && (checkIin(whole).ok || checkBin(whole).ok))
      void search(reason.text, next)
  }
  const why = (next: string, chosen: boolean) => {
    setReason({ text: next, chosen })
    if (chosen && valid) void search(next)
  }
  const typed = (): Partial<PersonDraft> => {
    const what = text.trim()
    if (by === 'iin') return checkBin(what).ok && !checkIin(what).ok ? { kind: 'entity', bin: what } : fromIin(what)
    if (by === 'document') return { documentNumber: what }
    if (by === 'plate') return { plates: what }
    const [surname = '', given = '', ...others] = what.split(/\s+/)
    return { surname, given, patronymic: others.join(' ') }
  }
  return (
    <>
      <form onSubmit={submit} className="form">
        <p className="note warn">
          <Icon name="eye" size={18} />
          {t.warning}
        </p>
        <fieldset className="chips person-reasons">
          <legend className="soft small">{t.by}</legend>
          {(Object.keys(names) as By[]).map((value) => (
            <button
              key={value}
              type="button"
              className="chip"
              aria-pressed={by === value}
              onClick={() => {
                setBy(value)
                setText('')
                setFound(null)
                setRegister(null)
              }}
            >
              {names[value]}
            </button>
          ))}
        </fieldset>
        <TextInput
          label={names[by]}
          value={text}
          inputMode={by === 'iin' ? 'numeric' : 'text'}
          maxLength={by === 'iin' ? 20 : 60}
          autoComplete="off"
          error={
            wrong && !wrong.ok
              ? wrong.why[currentLocale() === 'kk' ? 'kk' : 'ru']
              : tried && short
                ? { iin: t.needed, document: t.fewDigits, plate: t.needed, name: t.letters }[by]
                : undefined
          }
          onChange={(event) => type(event.currentTarget.value)}
        />
        <PersonReason
          number={page.number}
          offered={by === 'plate' ? ['owner', 'offender', 'witness'] : ['offender', 'witness', 'victim', 'proceedings']}
          value={reason.text}
          change={why}
          tried={tried}
        />
        <Button type="submit" loading={busy} leftSection={<Icon name="search" size={18} />}>
          {t.find}
        </Button>
      </form>
      <div ref={answers} className="person-answers">
        <div role="status">
          {problem ? <p className="note danger">{problem}</p> : null}
          {found && found.length === 0 ? (
            <p className="note">
              <span>
                {t.none}{' '}
                <button type="button" className="link" onClick={() => add(typed())}>
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
                reason={reason.text.trim()}
                incidentId={page.id}
                choose={() => choose(subject.id)}
              />
            ))}
          </ul>
        ) : null}
        {register ? (
          <RegisterAnswer found={register} take={(data, source) => add({ ...draftOf(data, source) })} />
        ) : found && by === 'iin' && registers.data?.items.every(({ state }) => state.state === 'not-connected') ? (
          <p className="soft small">{t.notConnected}</p>
        ) : null}
      </div>
    </>
  )
}

function fromIin(iin: string): Partial<PersonDraft> {
  const read = checkIin(iin)
  return read.ok ? { iin, birth: read.birth, sex: read.sex } : { iin }
}
