import { Button, CopyButton, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { PersonView } from '../../src/base/account-routes.ts'
import { post } from '../api.ts'
import { Icon } from '../parts/icon.tsx'
import { dayAndTime, useTexts } from '../texts.ts'
import { readAnew } from './data.ts'
import { peopleTexts } from './people-texts.ts'
import { OnPaper, Problem, useProblems } from './sheet.tsx'

/** Makes a one-time link and shows it once: to copy, or to print and hand over. */
export function InviteDialog({ person, close }: { person: PersonView | null; close: () => void }) {
  const t = useTexts(peopleTexts)
  return (
    <Modal
      opened={person !== null}
      onClose={close}
      title={person ? t.linkTitle(person.name) : ''}
      size="lg"
      centered
      closeButtonProps={{ 'aria-label': '×' }}
    >
      {person ? <Link key={person.id} person={person} close={close} /> : null}
    </Modal>
  )
}

function Link({ person, close }: { person: PersonView; close: () => void }) {
  const t = useTexts(peopleTexts)
  const problemOf = useProblems()
  const [made, setMade] = useState<{ link: string; expiresAt: string } | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const make = async () => {
    setBusy(true)
    setProblem('')
    try {
      setMade(await post(`/api/accounts/${person.id}/invite`))
      await readAnew('accounts')
    } catch (error) {
      setProblem(problemOf(error))
    } finally {
      setBusy(false)
    }
  }
  if (!made)
    return (
      <div className="adm-stack">
        <p>{t.linkText}</p>
        {person.hasPassword ? <p className="soft">{t.resets}</p> : null}
        <Problem text={problem} />
        <Button loading={busy} onClick={() => void make()} leftSection={<Icon name="link" size={18} />}>
          {t.make}
        </Button>
      </div>
    )
  return (
    <div className="adm-stack">
      <p>{t.linkText}</p>
      <TextInput
        aria-label={t.invite}
        readOnly
        value={made.link}
        className="adm-link"
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className="adm-acts left">
        <CopyButton value={made.link}>
          {({ copied, copy }) => (
            <Button onClick={copy} leftSection={<Icon name={copied ? 'check' : 'link'} size={18} />}>
              {copied ? t.copied : t.copy}
            </Button>
          )}
        </CopyButton>
        <Button variant="default" leftSection={<Icon name="document" size={18} />} onClick={() => window.print()}>
          {t.print}
        </Button>
        <Button variant="subtle" onClick={close}>
          {t.done}
        </Button>
      </div>
      <p className="note warn">{t.linkOnce(dayAndTime(made.expiresAt))}</p>
      <OnPaper>
        <h1>{t.paperTitle}</h1>
        <p className="adm-paper-name">{person.name}</p>
        <p>
          {t.login}: <strong>{person.login}</strong>
        </p>
        <p className="adm-paper-link">{made.link}</p>
        <p>{t.paperSteps}</p>
        <p>{t.linkOnce(dayAndTime(made.expiresAt))}</p>
      </OnPaper>
    </div>
  )
}
