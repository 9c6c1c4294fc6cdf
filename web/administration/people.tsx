import { Button, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { PersonView } from '../../src/base/account-routes.ts'
import { meQuery, patch } from '../api.ts'
import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/page.tsx'
import { Blank, Failed } from '../parts/trouble.tsx'
import { day, useTexts } from '../texts.ts'
import { accountsQuery, readAnew } from './data.ts'
import { InviteDialog } from './invite-dialog.tsx'
import { peopleTexts } from './people-texts.ts'
import { PersonSheet } from './person-sheet.tsx'
import { Bones, Confirm, useProblems } from './sheet.tsx'

type Shown = 'active' | 'left'

/** Everybody who may sign in: what they may do, their one-time links, who has left. */
export function People() {
  const t = useTexts(peopleTexts)
  const { data: me } = useQuery(meQuery)
  const found = useQuery(accountsQuery)
  const [shown, setShown] = useState<Shown>('active')
  const [edited, setEdited] = useState<PersonView | 'new' | null>(null)
  const [invited, setInvited] = useState<PersonView | null>(null)
  const [leaving, setLeaving] = useState<PersonView | null>(null)
  const people = found.data?.filter((person) => person.active === (shown === 'active')) ?? []
  const left = found.data?.some((person) => !person.active)

  return (
    <Page
      title={t.title}
      actions={
        <Button leftSection={<Icon name="plus" size={18} />} onClick={() => setEdited('new')}>
          {t.add}
        </Button>
      }
    >
      {left ? (
        <SegmentedControl
          className="adm-switch"
          value={shown}
          onChange={(value) => setShown(value as Shown)}
          data={[
            { value: 'active', label: t.active },
            { value: 'left', label: t.left },
          ]}
        />
      ) : null}
      {found.isPending ? (
        <Bones />
      ) : found.isError ? (
        <Failed error={found.error} retry={() => void found.refetch()} />
      ) : people.length === 0 ? (
        <Blank icon="people" title={t.nobody} />
      ) : (
        <ul className="card adm-list">
          {people.map((person) => (
            <li key={person.id} className="adm-row" data-off={person.active ? undefined : ''}>
              <div className="adm-main">
                <p className="adm-name">
                  {person.name}
                  {person.id === me?.account.id ? <span className="adm-tag">{t.you}</span> : null}
                </p>
                <p className="soft small">
                  {[t.roles[person.role], person.position].filter(Boolean).join(' · ')} ·{' '}
                  <span className="mono">{person.login}</span>
                </p>
                <Access person={person} />
              </div>
              <div className="adm-acts">
                {person.active ? (
                  <>
                    <Button
                      size="compact-md"
                      variant="default"
                      leftSection={<Icon name="key" size={17} />}
                      onClick={() => setInvited(person)}
                    >
                      {person.hasPassword ? t.newPassword : t.invite}
                    </Button>
                    <Button size="compact-md" variant="default" onClick={() => setEdited(person)}>
                      {t.edit}
                    </Button>
                    <Button size="compact-md" variant="subtle" color="brick" onClick={() => setLeaving(person)}>
                      {t.switchOff}
                    </Button>
                  </>
                ) : (
                  <Button size="compact-md" variant="default" onClick={() => void switchOn(person)}>
                    {t.switchOn}
                  </Button>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
      <PersonSheet person={edited} close={() => setEdited(null)} added={setInvited} />
      <InviteDialog person={invited} close={() => setInvited(null)} />
      <SwitchOff person={leaving} close={() => setLeaving(null)} />
    </Page>
  )
}

async function switchOn(person: PersonView): Promise<void> {
  await patch(`/api/accounts/${person.id}`, { active: true })
  await readAnew('accounts', 'me', 'precincts')
}

function Access({ person }: { person: PersonView }) {
  const t = useTexts(peopleTexts)
  if (!person.active || person.hasPassword) return null
  const { inviteExpiresAt } = person
  const waits = inviteExpiresAt !== null && new Date(inviteExpiresAt) > new Date()
  return <p className="adm-warn small">{waits ? t.linkWaits(day(inviteExpiresAt)) : t.noPassword}</p>
}

function SwitchOff({ person, close }: { person: PersonView | null; close: () => void }) {
  const t = useTexts(peopleTexts)
  const problemOf = useProblems()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const done = () => {
    setProblem('')
    close()
  }
  const go = async () => {
    if (!person) return
    setBusy(true)
    try {
      await patch(`/api/accounts/${person.id}`, { active: false })
      await readAnew('accounts', 'me', 'precincts')
      done()
    } catch (error) {
      setProblem(problemOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Confirm
      opened={person !== null}
      title={person ? t.offTitle(person.name) : ''}
      text={t.offText}
      label={t.switchOff}
      busy={busy}
      problem={problem}
      close={done}
      go={() => void go()}
    />
  )
}
