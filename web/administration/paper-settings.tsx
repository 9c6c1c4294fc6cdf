import { Button, TextInput, VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Both } from '../../src/base/law.ts'
import type { PaperSettingsView } from '../../src/protocol/paper-settings.ts'
import { ApiError } from '../api.ts'
import { Card } from '../parts/card.tsx'
import { Page } from '../parts/page.tsx'
import { Failed } from '../parts/trouble.tsx'
import { dayAndTime, useTexts } from '../texts.ts'
import { BookCard } from './paper-settings-book.tsx'
import { draftOf, type PapersDraft, papersSetQuery, savePapers } from './paper-settings-data.ts'
import { paperSettingsTexts } from './paper-settings-texts.ts'
import { Bones, Problem, useProblems } from './sheet.tsx'
import './paper-settings.css'

/** What the department writes into every paper alike. */
export function PaperSettingsPage() {
  const t = useTexts(paperSettingsTexts)
  // Not read anew under the hands of who is typing.
  const found = useQuery({ ...papersSetQuery, refetchOnWindowFocus: false, refetchOnReconnect: false })
  return (
    <Page title={t.title} narrow>
      <p className="soft">{t.intro}</p>
      {found.isPending ? (
        <Bones rows={5} />
      ) : found.isError ? (
        <Failed error={found.error} retry={() => void found.refetch()} />
      ) : (
        <SettingsForm view={found.data} readAgain={() => void found.refetch()} />
      )}
    </Page>
  )
}

type Line = 'drawnUpPlace' | 'hearingPolice' | 'hearingCourt' | 'hearingAkimat' | 'head'

function SettingsForm({ view, readAgain }: { view: PaperSettingsView; readAgain: () => void }) {
  const t = useTexts(paperSettingsTexts)
  const problemOf = useProblems()
  const [read, setRead] = useState(view)
  const [draft, setDraft] = useState(() => draftOf(view))
  const [busy, setBusy] = useState(false)
  const [saved, setSaved] = useState(false)
  const [problem, setProblem] = useState<{ text: string; kind: string | null; old?: true } | null>(null)
  // What came from the server after "read anew" takes the place of what was typed.
  if (view.since !== read.since && !busy) {
    setRead(view)
    setDraft(draftOf(view))
    setProblem(null)
  }
  const change = (part: Partial<PapersDraft>) => {
    setSaved(false)
    setDraft((before) => ({ ...before, ...part }))
  }
  const save = async () => {
    setBusy(true)
    setProblem(null)
    try {
      const next = await savePapers(draft, read)
      setRead(next)
      setDraft(draftOf(next))
      setSaved(true)
    } catch (error) {
      const api = error instanceof ApiError ? error : null
      if (api?.refused === 'changed-meanwhile') setProblem({ text: t.meanwhile, kind: null, old: true })
      else if (api?.id === 'book-back') setProblem({ text: t.bookBack, kind: api.field ?? null })
      else setProblem({ text: problemOf(error), kind: null })
    }
    setBusy(false)
  }
  const pair = (line: Line, label: ReactNode, hint?: string) => (
    <Pair label={label} hint={hint} value={draft[line]} change={(value) => change({ [line]: value })} />
  )
  return (
    <form
      className="adm-stack"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Card title={t.places}>
        <p className="soft small">{t.both}</p>
        {pair('drawnUpPlace', t.drawnUpPlace, t.drawnUpPlaceHint)}
        {pair('hearingPolice', `${t.hearing}: ${t.hearingPolice}`)}
        {pair('hearingCourt', `${t.hearing}: ${t.hearingCourt}`)}
        {pair('hearingAkimat', `${t.hearing}: ${t.hearingAkimat}`)}
      </Card>
      <Card title={t.head}>{pair('head', <VisuallyHidden>{t.head}</VisuallyHidden>, t.headHint)}</Card>
      <BookCard view={read} draft={draft} change={change} wrong={problem?.kind ?? null} />
      <Problem text={problem?.text ?? ''} />
      <div className="pps-foot">
        <Button type="submit" size="md" loading={busy}>
          {t.save}
        </Button>
        {problem?.old ? (
          <Button variant="default" size="md" onClick={readAgain}>
            {t.readAgain}
          </Button>
        ) : null}
        <span className="soft small" role="status">
          {saved ? `${t.saved}. ` : ''}
          {read.since ? t.changed(dayAndTime(read.since), read.byName ?? '') : t.never}
        </span>
      </div>
    </form>
  )
}

/** One line in both languages. */
function Pair({
  label,
  hint,
  value,
  change,
}: {
  label: ReactNode
  hint?: string | undefined
  value: Both
  change: (value: Both) => void
}) {
  const t = useTexts(paperSettingsTexts)
  return (
    <fieldset className="pps-pair">
      <legend>{label}</legend>
      {hint ? <p className="soft small">{hint}</p> : null}
      {(['ru', 'kk'] as const).map((lang) => (
        <TextInput
          key={lang}
          label={lang === 'ru' ? t.inRu : t.inKk}
          lang={lang}
          value={value[lang]}
          maxLength={300}
          onChange={(event) => change({ ...value, [lang]: event.currentTarget.value })}
        />
      ))}
    </fieldset>
  )
}
