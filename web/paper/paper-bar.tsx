import { Button, Menu, SegmentedControl } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { PaperDocument } from '../../src/paper/document.ts'
import type { PaperView } from '../../src/paper/view.ts'
import { ApiError, post, queries } from '../api.ts'
import { problemOf } from '../inspector/use-act.ts'
import { Icon } from '../parts/icon.tsx'
import { useTexts } from '../texts.ts'
import { keepPaper, paperQuery, pdfOf } from './paper-data.ts'
import { changePending, type DeskState, forgetPending, pendingOf, send } from './paper-desk.ts'
import { dropEmpty, isPending, type Pending } from './paper-edits.ts'
import { PaperHistory } from './paper-history.tsx'
import { CancelModal, SignModal } from './paper-modals.tsx'
import { paperTexts } from './paper-texts.ts'

interface Props {
  paper: PaperView
  /** With what is typed. */
  document: PaperDocument
  pending: Pending
  state: DeskState
  missing: number
  elsewhere: number
  disputed: number
  next: () => void
  take: (id: string, text: string) => void
}

/** Where the paper stands, what is still to be done, and what may be done with it: always in reach. */
export function PaperBar(props: Props) {
  const { paper, document, pending, state, missing, elsewhere, disputed, next, take } = props
  const t = useTexts(paperTexts)
  const [asking, setAsking] = useState<'sign' | 'cancel' | 'history' | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const [again, setAgain] = useState(false)
  const editable = paper.status === 'draft'
  const close = () => {
    setAsking(null)
    setProblem('')
  }

  const attempt = async (work: (version: number) => Promise<PaperView>, said: string, sendFirst: boolean) => {
    setBusy(true)
    setProblem('')
    try {
      if (sendFirst) await send(paper.id)
      const now = queries.getQueryData(paperQuery(paper.id).queryKey) ?? paper
      if (sendFirst && isPending(now, pendingOf(paper.id))) throw new Error(t.waiting)
      const done = await work(now.version)
      keepPaper(done)
      forgetPending(done)
      void queries.invalidateQueries({ queryKey: ['paper-number'] })
      notifications.show({ message: said, color: 'leaf' })
      close()
      // What may be done next stands at the top.
      window.scrollTo(0, 0)
    } catch (error) {
      const meanwhile = error instanceof ApiError && error.refused === 'changed-meanwhile'
      if (error instanceof ApiError) setAgain(['withdrawn', 'no-edition'].includes(String(error.body.refused)))
      if (meanwhile) await queries.invalidateQueries({ queryKey: paperQuery(paper.id).queryKey, exact: true })
      setProblem(problemOf(error))
    }
    setBusy(false)
  }

  return (
    <div className="paper-bar">
      <p className="paper-state">
        <span className="verdict" data-good={paper.status === 'signed' ? '' : undefined}>
          {t[paper.status]}
        </span>
        {paper.number ? <strong>№ {paper.number}</strong> : null}
        {editable && missing === 0 ? (
          <span className="paper-done">
            <Icon name="check" size={16} />
            {t.complete}
          </span>
        ) : null}
        {elsewhere > 0 && editable ? <span className="paper-warn">{t.elsewhereCount(elsewhere)}</span> : null}
        {disputed > 0 ? <span className="paper-warn">{t.conflictCount(disputed)}</span> : null}
      </p>
      {editable ? <Saved paper={paper} pending={pending} state={state} /> : null}
      {editable ? (
        <SegmentedControl
          className="paper-lang"
          aria-label={t.language}
          size="sm"
          value={document.lang}
          data={[
            { value: 'ru', label: t.ru },
            { value: 'kk', label: t.kk },
          ]}
          onChange={(value) => {
            const lang = value === 'kk' ? 'kk' : 'ru'
            changePending(paper, (before) => dropEmpty({ ...before, lang }, paper))
            void send(paper.id)
          }}
        />
      ) : null}
      <div className="paper-acts">
        {editable && missing > 0 ? (
          <Button variant="default" className="phone-only" onClick={next}>
            {t.nextShort} ({missing})
          </Button>
        ) : null}
        <Button
          component="a"
          href={pdfOf(paper.id)}
          target="_blank"
          rel="noreferrer"
          variant="default"
          leftSection={<Icon name="document" size={18} />}
          aria-label={t.pdf}
        >
          <span className="desk-only">{t.pdf}</span>
          <span className="phone-only">PDF</span>
        </Button>
        {editable ? (
          <Button disabled={missing > 0 || disputed > 0} onClick={() => setAsking('sign')}>
            {t.sign}
          </Button>
        ) : null}
        <Menu position="bottom-end" shadow="md" width={240}>
          <Menu.Target>
            <Button variant="default" aria-label={t.more} px={12}>
              <Icon name="more" size={20} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<Icon name="history" size={18} />} onClick={() => setAsking('history')}>
              {t.history}
            </Menu.Item>
            {editable ? (
              <Menu.Item
                color="brick"
                leftSection={<Icon name="close" size={18} />}
                onClick={() => setAsking('cancel')}
              >
                {t.cancel}
              </Menu.Item>
            ) : null}
          </Menu.Dropdown>
        </Menu>
      </div>
      {asking === 'sign' ? (
        <SignModal
          paper={paper}
          document={document}
          elsewhere={elsewhere}
          close={close}
          busy={busy}
          problem={problem}
          again={again}
          sign={(number) =>
            void attempt((version) => post(`/api/papers/${paper.id}/sign`, { version, number }), t.signedDone, true)
          }
        />
      ) : null}
      {asking === 'cancel' ? (
        <CancelModal
          close={close}
          busy={busy}
          problem={problem}
          cancel={(reason) =>
            void attempt(
              (version) => post(`/api/papers/${paper.id}/cancel`, { version, reason }),
              t.cancelledDone,
              false,
            )
          }
        />
      ) : null}
      {asking === 'history' ? (
        <PaperHistory
          paper={paper}
          close={close}
          take={
            editable
              ? (id, text) => {
                  close()
                  take(id, text)
                }
              : null
          }
        />
      ) : null}
    </div>
  )
}

/** How the saving goes, in words. */
function Saved({ paper, pending, state }: { paper: PaperView; pending: Pending; state: DeskState }) {
  const t = useTexts(paperTexts)
  const left = isPending(paper, pending)
  return (
    <p className="paper-saved" role="status" data-now={state.now === 'rest' && left ? 'waiting' : state.now}>
      {state.now === 'problem' ? (
        <>
          {t.problem(state.problem)}{' '}
          <button type="button" className="link" onClick={() => void send(paper.id)}>
            {t.again}
          </button>
        </>
      ) : state.now === 'offline' ? (
        t.offline
      ) : state.now === 'saving' ? (
        t.saving
      ) : left ? (
        t.waiting
      ) : (
        t.saved
      )}
    </p>
  )
}

/** On a phone one side of the work at a time. */
export function ViewSwitch({ view, show }: { view: 'fields' | 'sheet'; show: (view: 'fields' | 'sheet') => void }) {
  const t = useTexts(paperTexts)
  return (
    <SegmentedControl
      fullWidth
      size="md"
      aria-label={t.look}
      className="paper-switch"
      value={view}
      onChange={(value) => show(value === 'sheet' ? 'sheet' : 'fields')}
      data={[
        { value: 'fields', label: t.fields },
        { value: 'sheet', label: t.sheet },
      ]}
    />
  )
}
