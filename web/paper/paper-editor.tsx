import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { type PaperDocument, typedElsewhere, visible } from '../../src/paper/document.ts'
import { forms } from '../../src/paper/forms.ts'
import type { PaperView } from '../../src/paper/view.ts'
import { meQuery } from '../api.ts'
import { incidentQuery } from '../inspector/data.ts'
import { Icon } from '../parts/icon.tsx'
import { LinkButton } from '../parts/link-button.tsx'
import { Page } from '../parts/page.tsx'
import { useLocale, useTexts } from '../texts.ts'
import { PaperBar, ViewSwitch } from './paper-bar.tsx'
import { changePending, forgetPending, send, useDesk } from './paper-desk.ts'
import { conflictsIn, dropEmpty, isPending, shownText, typedText, withPending } from './paper-edits.ts'
import { Circumstances, Gaps, PaperFields } from './paper-fields.tsx'
import { groupsOf } from './paper-groups.ts'
import { PaperSheet } from './paper-sheet.tsx'
import { AfterSigning, Overtaken, Registered } from './paper-side.tsx'
import { paperTexts } from './paper-texts.ts'
import { useTyping } from './use-typing.ts'

/** The fields on the left, the page as it will be printed on the right; on a phone one of them. */
export function PaperEditor({ paper, title, copy }: { paper: PaperView; title: string; copy: boolean }) {
  const t = useTexts(paperTexts)
  const words = useLocale() === 'kk' ? 'kk' : 'ru'
  const { data: me } = useQuery(meQuery)
  const { data: page } = useQuery(incidentQuery(String(paper.incidentNumber)))
  const { pending, state } = useDesk(paper.id)
  const [active, setActive] = useState<string | null>(null)
  const [view, setView] = useState<'fields' | 'sheet'>('fields')
  const wide = useMediaQuery('(min-width: 1100px)', undefined, { getInitialValueInEffect: false })
  const editable = paper.status === 'draft'

  // What was typed may be here still when the page opens; then it goes to the server first.
  useEffect(() => {
    void send(paper.id)
  }, [paper.id])

  const by = me?.account.id ?? ''
  const document = useMemo(
    () => (editable ? withPending(paper, pending, by) : paper.document),
    [editable, paper, pending, by],
  )
  const { lang } = document
  const typing = useTyping(paper, lang, setActive)
  const stood = useFirsts(paper.document, lang)
  const disputes = useMemo(
    () =>
      new Map(
        conflictsIn(paper, pending)
          .filter((one) => one.lang === lang)
          .map((one) => [one.id, one.theirs]),
      ),
    [paper, pending, lang],
  )
  const fields = useMemo(() => visible(document), [document])
  const texts = useMemo(
    () => new Map(fields.map(({ id }) => [id, typedText(paper, pending, id, lang)])),
    [fields, paper, pending, lang],
  )
  const groups = useMemo(() => groupsOf(document, forms[document.kind], words), [document, words])
  const order = groups.flatMap((group) => group.fields)
  const missing = order.filter(({ id }) => document.missing.includes(id))
  const elsewhere = order.filter((field) => typedElsewhere(field, lang)).length
  const files = useMemo(() => new Map(page?.attachments.map(({ id, hash }) => [id, hash])), [page?.attachments])
  const drawn = useDeferredValue(document)

  const jump = useCallback((id: string) => {
    setView('fields')
    setActive(id)
    // The fields may just have come into sight.
    requestAnimationFrame(() => focusField(id))
  }, [])
  const next = useCallback(() => {
    const at = order.findIndex(({ id }) => id === active)
    const found = missing.find((field) => order.indexOf(field) > at) ?? missing[0]
    if (found) jump(found.id)
  }, [order, missing, active, jump])
  useCtrlEnter(editable ? next : null)

  return (
    <Page
      title={title}
      actions={
        <LinkButton
          to="/incidents/$number"
          params={{ number: String(paper.incidentNumber) }}
          variant="subtle"
          leftSection={<Icon name="back" size={18} />}
        >
          {t.back(paper.incidentNumber)}
        </LinkButton>
      }
    >
      {copy ? (
        <p className="note warn" role="status">
          {t.keptCopy}
        </p>
      ) : null}
      {!editable && isPending(paper, pending) ? (
        <Overtaken paper={paper} pending={pending} drop={() => forgetPending(paper)} />
      ) : null}
      <PaperBar
        paper={paper}
        document={document}
        pending={pending}
        state={state}
        missing={missing.length}
        elsewhere={elsewhere}
        disputed={disputes.size}
        next={next}
        take={(id, text) => {
          typing.type(id, text)
          jump(id)
        }}
      />
      {wide ? null : <ViewSwitch view={view} show={setView} />}
      <div className="paper" data-view={view}>
        {wide || view === 'fields' ? (
          <div className="paper-fields">
            <AfterSigning paper={paper} />
            {editable ? <Gaps missing={missing} words={words} jump={jump} next={next} /> : null}
            <Circumstances
              kind={document.kind}
              fields={document.fields}
              chosen={document.circumstances}
              editable={editable}
              change={(circumstances) => {
                changePending(paper, (before) => dropEmpty({ ...before, circumstances }, paper))
                void send(paper.id)
              }}
            />
            <PaperFields
              groups={groups}
              fields={fields}
              lang={lang}
              incidentNumber={paper.incidentNumber}
              editable={editable}
              active={active}
              texts={texts}
              firsts={stood}
              disputes={disputes}
              theirName={state.byName}
              typing={typing}
            />
            <Registered
              paper={paper}
              number={pending.erapNumber ?? paper.erapNumber}
              change={(erapNumber) => changePending(paper, (before) => ({ ...before, erapNumber }))}
            />
          </div>
        ) : null}
        {wide || view === 'sheet' ? (
          <div className="paper-page">
            <PaperSheet
              document={drawn}
              lang={drawn.lang}
              files={files}
              active={active}
              pick={jump}
              erapNumber={pending.erapNumber ?? paper.erapNumber}
            />
          </div>
        ) : null}
      </div>
    </Page>
  )
}

/** What stood in the fields when the page was opened, or when the paper's language was last changed. */
function useFirsts(document: PaperDocument, lang: 'ru' | 'kk'): ReadonlyMap<string, string> {
  const kept = useRef({ lang, texts: new Map<string, string>() })
  return useMemo(() => {
    if (kept.current.lang !== lang) kept.current = { lang, texts: new Map() }
    const { texts } = kept.current
    for (const field of document.fields) if (!texts.has(field.id)) texts.set(field.id, shownText(field, lang))
    return new Map(texts)
  }, [document, lang])
}

function useCtrlEnter(act: (() => void) | null): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!act || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [act])
}

function focusField(id: string): void {
  const field = window.document.getElementById(`field-${id}`)
  field?.scrollIntoView({
    block: 'center',
    behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth',
  })
  field?.focus({ preventScroll: true })
}
