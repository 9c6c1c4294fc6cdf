import { Radio, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { type Locale, type Role, roles } from '../../src/base/access.ts'
import type { PersonView } from '../../src/base/account-routes.ts'
import { ApiError, patch, post } from '../api.ts'
import { useTexts } from '../texts.ts'
import { readAnew } from './data.ts'
import { peopleTexts } from './people-texts.ts'
import { Problem, Sheet, SheetFoot, useProblems } from './sheet.tsx'

const localeNames: Record<Locale, string> = { ru: 'Русский', kk: 'Қазақша', en: 'English' }

/** Adds a person or changes one. */
export function PersonSheet({
  person,
  close,
  added,
}: {
  person: PersonView | 'new' | null
  close: () => void
  added: (person: PersonView) => void
}) {
  const t = useTexts(peopleTexts)
  return (
    <Sheet opened={person !== null} title={person === 'new' ? t.newTitle : (person?.name ?? '')} close={close}>
      {person ? (
        <PersonForm
          key={person === 'new' ? 'new' : person.id}
          person={person === 'new' ? null : person}
          close={close}
          added={added}
        />
      ) : null}
    </Sheet>
  )
}

function PersonForm({
  person,
  close,
  added,
}: {
  person: PersonView | null
  close: () => void
  added: (person: PersonView) => void
}) {
  const t = useTexts(peopleTexts)
  const problemOf = useProblems()
  const [name, setName] = useState(person?.name ?? '')
  const [position, setPosition] = useState(person?.position ?? '')
  const [login, setLogin] = useState(person?.login ?? '')
  const [role, setRole] = useState<Role>(person?.role ?? 'inspector')
  const [locale, setLocale] = useState<Locale>(person?.locale ?? 'ru')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<{ text: string; field?: string | undefined }>({ text: '' })

  const save = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setProblem({ text: '' })
    const body = { name, position, login, role, locale }
    try {
      const saved = person
        ? await patch<PersonView>(`/api/accounts/${person.id}`, body)
        : await post<PersonView>('/api/accounts', body)
      await readAnew('accounts', 'me', 'precincts')
      close()
      if (!person) added(saved)
    } catch (error) {
      setProblem({ text: problemOf(error), field: error instanceof ApiError ? error.field : undefined })
      setBusy(false)
    }
  }

  const at = (field: string) => (problem.field === field ? problem.text : undefined)
  return (
    <form className="adm-stack" onSubmit={save}>
      <TextInput
        label={t.name}
        required
        withAsterisk={false}
        data-autofocus
        autoComplete="off"
        value={name}
        error={at('name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t.position}
        autoComplete="off"
        value={position}
        error={at('position')}
        onChange={(event) => setPosition(event.currentTarget.value)}
      />
      <TextInput
        label={t.login}
        description={t.loginHint}
        required
        withAsterisk={false}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={login}
        error={at('login')}
        onChange={(event) => setLogin(event.currentTarget.value)}
      />
      <Radio.Group label={t.role} value={role} onChange={(value) => setRole(value as Role)}>
        <div className="adm-choices">
          {roles.map((one) => (
            <Radio key={one} value={one} label={t.roles[one]} description={t.roleHints[one]} />
          ))}
        </div>
      </Radio.Group>
      <Select
        label={t.locale}
        allowDeselect={false}
        data={Object.entries(localeNames).map(([value, label]) => ({ value, label }))}
        value={locale}
        onChange={(value) => value && setLocale(value as Locale)}
      />
      <Problem text={problem.field ? '' : problem.text} />
      <SheetFoot label={person ? t.save : t.addAndInvite} busy={busy} close={close} />
    </form>
  )
}
