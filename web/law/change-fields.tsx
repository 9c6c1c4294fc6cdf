import { Button, FileButton, NumberInput, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core'
import { useId, useState } from 'react'
import { localDay } from '../../src/base/calendar.ts'
import type { EditionsPage } from '../../src/base/law-routes.ts'
import { get } from '../api.ts'
import { useLocale, useTexts } from '../texts.ts'
import { ChangeForm } from './change-form.tsx'
import { editionsTexts } from './editions-texts.ts'

/** The fields of each change of the law. */

interface Props {
  page: EditionsPage
  close: () => void
}

const basisOf = (page: EditionsPage) => page.items.find(({ id }) => id === page.inForce)?.basis ?? ''

export function MrpFields({ page, close }: Props) {
  const t = useTexts(editionsTexts)
  const next = Number(localDay(new Date()).slice(0, 4)) + 1
  const [year, setYear] = useState<number | string>(next)
  const [tenge, setTenge] = useState<number | string>('')
  const [validFrom, setValidFrom] = useState(`${next}-01-01`)
  const [reason, setReason] = useState('')
  const body = () => ({
    kind: 'correction',
    edition: basisOf(page),
    reason,
    validFrom,
    correction: { what: 'mrp', year: Number(year), tenge: Number(tenge) },
  })
  const change = (value: number | string) => {
    setYear(value)
    if (/^\d{4}$/.test(String(value))) setValidFrom(`${value}-01-01`)
  }
  return (
    <ChangeForm body={body} close={close}>
      <NumberInput label={t.year} value={year} onChange={change} hideControls maxLength={4} data-autofocus />
      <NumberInput label={t.tenge} value={tenge} onChange={setTenge} hideControls thousandSeparator=" " />
      <DayField label={t.day} value={validFrom} change={setValidFrom} />
      <ReasonField value={reason} change={setReason} />
    </ChangeForm>
  )
}

export function CorrectionFields({ page, close }: Props) {
  const t = useTexts(editionsTexts)
  const lang = useLocale() === 'kk' ? 'kk' : 'ru'
  const [what, setWhat] = useState<'part' | 'term'>('part')
  const [target, setTarget] = useState('')
  const [raw, setRaw] = useState<Record<string, unknown> | null>(null)
  const [field, setField] = useState<string | null>(null)
  const [value, setValue] = useState('')
  const [validFrom, setValidFrom] = useState(localDay(new Date()))
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState('')
  const label = useId()

  const meant = (of: 'part' | 'term', name: string, shown: Record<string, unknown> | null) => {
    setWhat(of)
    setTarget(name)
    setRaw(shown)
    setField(null)
    setValue('')
    setProblem('')
  }
  const show = async () => {
    try {
      const found = await get<{ raw: Record<string, unknown> }>(`/api/law/parts/${encodeURIComponent(target.trim())}`)
      meant('part', target.trim(), found.raw)
    } catch {
      setRaw(null)
      setProblem(t.refHint)
    }
  }
  const choose = (name: string | null) => {
    setField(name)
    setValue(name && raw ? JSON.stringify(raw[name], null, 1) : '')
  }
  const body = () => {
    const set = field ? { [field]: JSON.parse(value) as unknown } : {}
    const [article = '', part = ''] = target.replace(')', '').split('(')
    const correction =
      what === 'term' ? { what, id: target, set } : { what, article, part: part === '' ? null : part, set }
    return { kind: 'correction', edition: basisOf(page), reason, validFrom, correction }
  }
  return (
    <ChangeForm body={body} close={close}>
      <span id={label} className="small">
        {t.what}
      </span>
      <SegmentedControl
        aria-labelledby={label}
        data={[
          { value: 'part', label: t.part },
          { value: 'term', label: t.term },
        ]}
        value={what}
        onChange={(next) => meant(next === 'term' ? 'term' : 'part', '', null)}
      />
      {what === 'part' ? (
        <div className="ed-ref">
          <TextInput
            label={t.ref}
            description={t.refHint}
            error={problem}
            value={target}
            onChange={(event) => setTarget(event.currentTarget.value)}
          />
          <Button variant="default" onClick={() => void show()}>
            {t.load}
          </Button>
        </div>
      ) : (
        <Select
          label={t.term}
          searchable
          data={page.terms.map(({ id, labelRu, rule }) => ({ value: id, label: `${rule}: ${labelRu}` }))}
          value={target || null}
          onChange={(id) =>
            meant('term', id ?? '', (page.terms.find((one) => one.id === id) as Record<string, unknown>) ?? null)
          }
        />
      )}
      {raw ? (
        <>
          <Select
            label={t.field}
            data={Object.keys(raw).filter((name) => !fixed.includes(name))}
            value={field}
            onChange={choose}
          />
          <Textarea
            className="ed-json"
            label={t.value}
            description={t.valueHint}
            autosize
            minRows={3}
            maxRows={14}
            spellCheck={false}
            lang={lang}
            value={value}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
        </>
      ) : null}
      <DayField label={t.day} value={validFrom} change={setValidFrom} />
      <ReasonField value={reason} change={setReason} />
    </ChangeForm>
  )
}
/** What names a part or a term is not corrected: it would be another one. */
const fixed = ['part', 'id']

export function EditionFields({ close }: { close: () => void }) {
  const t = useTexts(editionsTexts)
  const [articles, setArticles] = useState('')
  const [procedure, setProcedure] = useState('')
  const [reason, setReason] = useState('')
  const body = () => ({
    kind: 'edition',
    reason,
    articles: JSON.parse(articles) as unknown,
    procedure: JSON.parse(procedure) as unknown,
  })
  return (
    <ChangeForm body={body} close={close}>
      <p className="soft small">{t.editionHint}</p>
      <JsonFile label={t.articlesFile} value={articles} change={setArticles} />
      <JsonFile label={t.procedureFile} value={procedure} change={setProcedure} />
      <ReasonField value={reason} change={setReason} />
    </ChangeForm>
  )
}

function JsonFile({ label, value, change }: { label: string; value: string; change: (text: string) => void }) {
  const t = useTexts(editionsTexts)
  const [name, setName] = useState('')
  const read = async (file: File | null) => {
    if (!file) return
    setName(file.name)
    change(await file.text())
  }
  return (
    <div className="adm-stack">
      <Textarea
        className="ed-json"
        label={label}
        description={name || t.paste}
        rows={4}
        spellCheck={false}
        value={value}
        onChange={(event) => change(event.currentTarget.value)}
      />
      <FileButton accept="application/json,.json" onChange={(file) => void read(file)}>
        {(props) => (
          <Button {...props} variant="default" aria-label={`${t.choose}: ${label}`}>
            {t.choose}
          </Button>
        )}
      </FileButton>
    </div>
  )
}

export function WithdrawFields({ edition, close }: { edition: string; close: () => void }) {
  const t = useTexts(editionsTexts)
  const [reason, setReason] = useState('')
  return (
    <ChangeForm body={() => ({ kind: 'withdrawal', edition, reason })} close={close}>
      <p>{t.withdrawText}</p>
      <ReasonField value={reason} change={setReason} />
    </ChangeForm>
  )
}

const kinds = ['holidays', 'religious', 'off', 'worked'] as const

export function DaysFields({ page, year, close }: Props & { year: number }) {
  const t = useTexts(editionsTexts)
  const known = page.years.find((one) => one.year === year)
  const [texts, setTexts] = useState(
    () => Object.fromEntries(kinds.map((kind) => [kind, (known?.[kind] ?? []).join('\n')])) as Record<Kind, string>,
  )
  const [note, setNote] = useState(known?.note ?? '')
  const [reason, setReason] = useState('')
  const daysOf = (kind: Kind) => texts[kind].split(/[\s,;]+/).filter(Boolean)
  const body = () => ({
    kind: 'calendar',
    year,
    reason,
    days: { ...Object.fromEntries(kinds.map((kind) => [kind, daysOf(kind)])), note },
  })
  return (
    <ChangeForm body={body} close={close}>
      <p>
        {t.year}: <strong>{year}</strong>. <span className="soft">{t.daysHint}</span>
      </p>
      {kinds.map((kind) => (
        <Textarea
          key={kind}
          label={t[kind]}
          autosize
          minRows={1}
          maxRows={16}
          value={texts[kind]}
          onChange={(event) => setTexts({ ...texts, [kind]: event.currentTarget.value })}
        />
      ))}
      <TextInput label={t.note} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      <ReasonField value={reason} change={setReason} />
    </ChangeForm>
  )
}
type Kind = (typeof kinds)[number]

function DayField({ label, value, change }: { label: string; value: string; change: (day: string) => void }) {
  return <TextInput type="date" label={label} value={value} onChange={(event) => change(event.currentTarget.value)} />
}

function ReasonField({ value, change }: { value: string; change: (text: string) => void }) {
  const t = useTexts(editionsTexts)
  return (
    <Textarea
      label={t.reason}
      description={t.reasonHint}
      autosize
      minRows={2}
      maxLength={2000}
      value={value}
      onChange={(event) => change(event.currentTarget.value)}
    />
  )
}
