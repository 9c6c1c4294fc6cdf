import { Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { type ComponentType, useEffect, useState } from 'react'
import type { ActInput, IncidentPage } from '../../src/incident/incident.ts'
import type { Act, Body } from '../../src/incident/life.ts'
import { ApiError, isOffline, queries } from '../api.ts'
import { keepForLater } from '../outbox.ts'
import { actWords, doneWords } from '../parts/words.ts'
import { useTexts } from '../texts.ts'
import { Changed } from './changed.tsx'
import { incidentQuery } from './data.ts'
import { AmendForm } from './form-amend.tsx'
import { CloseForm } from './form-close.tsx'
import { ConfirmForm } from './form-confirm.tsx'
import type { Filled, FormProps } from './form-foot.tsx'
import { JoinForm } from './form-join.tsx'
import { OrderForm } from './form-order.tsx'
import { ApproveForm, ExtendForm, RefuseForm, SubmitForm } from './form-proof.tsx'
import { AssignForm, CrimeForm, DismissForm, HandOverForm, NotFoundForm, ReopenForm, SplitForm } from './form-small.tsx'
import { formTexts } from './form-texts.ts'
import { problemOf, sendAct } from './use-act.ts'

const forms: Record<Exclude<Act, 'accept'>, ComponentType<FormProps>> = {
  confirm: ConfirmForm,
  notFound: NotFoundForm,
  order: OrderForm,
  extend: ExtendForm,
  submit: SubmitForm,
  approve: ApproveForm,
  refuse: RefuseForm,
  close: CloseForm,
  dismiss: DismissForm,
  handOver: HandOverForm,
  crime: CrimeForm,
  reopen: ReopenForm,
  join: JoinForm,
  split: SplitForm,
  assign: AssignForm,
  amend: AmendForm,
}

/** The form of an act, at the side of a wide screen and over the whole of a phone's. */
export function ActSheet({
  act,
  page,
  close,
  handTo,
}: {
  act: Act | null
  page: IncidentPage
  close: () => void
  handTo?: Body
}) {
  const names = useTexts(actWords)
  const phone = useMediaQuery('(max-width: 640px)', undefined, { getInitialValueInEffect: false })
  // It keeps its name while it closes.
  const [named, setNamed] = useState(act)
  if (act !== null && act !== named) setNamed(act)
  return (
    <Drawer
      opened={act !== null}
      onClose={close}
      position={phone ? 'bottom' : 'right'}
      size={phone ? '100%' : 560}
      title={named ? names[named] : ''}
      classNames={{ body: 'sheet', title: 'sheet-title', header: 'sheet-header' }}
      closeButtonProps={{ size: 44 }}
    >
      {act && act !== 'accept' ? <Sheet key={act} act={act} page={page} close={close} handTo={handTo} /> : null}
    </Drawer>
  )
}

function Sheet({
  act,
  page,
  close,
  handTo,
}: {
  act: Exclude<Act, 'accept'>
  page: IncidentPage
  close: () => void
  handTo: Body | undefined
}) {
  const t = useTexts(formTexts)
  const names = useTexts(actWords)
  const done = useTexts(doneWords)
  // The page lives on under the form; what the person has seen is this.
  const [seen, setSeen] = useState(page)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const news = page.journal.filter((entry) => !seen.journal.some((known) => known.id === entry.id))
  const onlyFiles = news.every((entry) => entry.kind === 'file.added')
  const changed = page.version !== seen.version && !onlyFiles
  useEffect(() => {
    if (page.version !== seen.version && onlyFiles) setSeen(page)
  }, [page, seen, onlyFiles])
  const Form = forms[act]

  const send = async (filled: Filled, sent: () => void) => {
    setBusy(true)
    setProblem('')
    const input = { ...filled, version: seen.version } as ActInput
    try {
      await sendAct(page, input)
      sent()
      notifications.show({ message: `№ ${page.number}: ${done[act]}`, color: 'leaf' })
      close()
    } catch (error) {
      if (isOffline(error)) {
        await keepForLater({
          path: `/api/incidents/${page.id}/acts`,
          body: { json: input },
          label: `№ ${page.number}, ${names[act]}`,
          at: new Date().toISOString(),
        })
        sent()
        notifications.show({ message: t.saved, color: 'amber' })
        return close()
      }
      if (error instanceof ApiError && error.refused)
        await queries.invalidateQueries({ queryKey: incidentQuery(String(page.number)).queryKey })
      setProblem(problemOf(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <>
      {changed ? (
        <Changed
          seen={seen}
          page={page}
          news={news}
          act={act}
          goOn={() => {
            setSeen(page)
            setProblem('')
          }}
        />
      ) : null}
      <div role="alert">{problem && !changed ? <p className="note danger">{problem}</p> : null}</div>
      <Form
        page={page}
        send={(filled, sent) => void send(filled, sent)}
        busy={changed ? 'waiting' : busy}
        close={close}
        handTo={handTo}
      />
    </>
  )
}
