import { Button, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { IncidentPage } from '../../src/incident/incident.ts'
import { residenceChoices, workplaceChoices } from '../../src/person/choices.ts'
import { checkBin, checkIin } from '../../src/person/iin.ts'
import type { Somebody } from '../../src/person/person.ts'
import { currentLocale, useTexts } from '../texts.ts'
import { blankPerson, type PersonDraft, personOf, withIin } from './person-draft.ts'
import { PersonMore } from './person-more.tsx'
import { personTexts } from './person-texts.ts'
import './person.css'

/** A person or a firm, as a protocol asks for them; an ИИН that does not check is told at once. Nothing of it is kept on the device. */
export function PersonForm({
  page,
  start,
  known,
  save,
}: {
  page: IncidentPage
  start?: Partial<PersonDraft>
  /** Who it is has been found out: a description is no answer. */
  known?: boolean
  save: (person: Somebody) => Promise<void>
}) {
  const t = useTexts(personTexts)
  const [draft, setDraft] = useState<PersonDraft>({ ...blankPerson, ...start })
  const change = (next: Partial<PersonDraft>) => setDraft((before) => ({ ...before, ...next }))
  const [busy, setBusy] = useState(false)
  const [tried, setTried] = useState(false)
  const { kind } = draft
  const missing =
    kind === 'individual'
      ? !draft.surname.trim() || !draft.given.trim()
      : kind === 'entity'
        ? !draft.name.trim()
        : draft.description.trim().length < 3
  const doubt = kind === 'entity' ? doubtOf(draft.bin, checkBin) : doubtOf(draft.iin, checkIin)
  const read = checkIin(draft.iin)

  const field: Field = (key, label, more = {}) => (
    <TextInput
      label={label}
      value={String(draft[key])}
      type={more.type ?? 'text'}
      inputMode={more.mode}
      description={more.hint}
      maxLength={300}
      autoComplete="off"
      error={more.warn ?? (more.needed && tried && !String(draft[key]).trim() ? t.needed : undefined)}
      onChange={(event) =>
        key === 'iin'
          ? setDraft(withIin(draft, event.currentTarget.value))
          : change({ [key]: event.currentTarget.value } as Partial<PersonDraft>)
      }
    />
  )
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (missing) return
    setBusy(true)
    await save(personOf(draft))
    setBusy(false)
  }
  return (
    <form onSubmit={submit} className="form">
      <SegmentedControl
        fullWidth
        size="sm"
        aria-label={t.individual}
        value={kind}
        onChange={(value) => change({ kind: value as PersonDraft['kind'] })}
        data={[
          { value: 'individual', label: t.individual },
          { value: 'entity', label: t.entity },
          ...(known ? [] : [{ value: 'unknown', label: t.unknown }]),
        ]}
      />
      {kind === 'individual' ? (
        <>
          {field('iin', t.iin.split(' / ')[0] ?? t.iin, {
            mode: 'numeric',
            ...(doubt ? { warn: doubt } : {}),
            ...(read.ok && read.birth === draft.birth ? { hint: t.fromIin } : {}),
          })}
          <div className="pair">
            {field('surname', t.surname, { needed: true })}
            {field('given', t.given, { needed: true })}
          </div>
          <div className="pair">
            {field('patronymic', t.patronymic)}
            {field('birth', t.birth, { type: 'date' })}
          </div>
          <div className="person-chosen">
            {field('residence', t.residence)}
            <Quick
              texts={Object.values(residenceChoices)}
              value={draft.residence}
              choose={(residence) => change({ residence })}
            />
          </div>
          <div className="person-chosen">
            {field('workplace', t.workplace)}
            <Quick
              texts={Object.values(workplaceChoices)}
              value={draft.workplace}
              choose={(workplace) => change({ workplace })}
            />
          </div>
          {field('phone', t.phone, { mode: 'tel' })}
          {field('plates', t.plates, { hint: t.platesHint })}
          <PersonMore page={page} draft={draft} change={change} field={field} />
        </>
      ) : kind === 'entity' ? (
        <>
          {field('bin', t.bin, { mode: 'numeric', ...(doubt ? { warn: doubt } : {}) })}
          {field('name', t.entityName, { needed: true })}
          {field('location', t.location)}
          {field('representative', t.representative)}
          {field('phone', t.phone, { mode: 'tel' })}
          {field('registration', t.registration)}
          {field('bankDetails', t.bankDetails)}
          {field('plates', t.plates, { hint: t.platesHint })}
          <Select
            label={t.size}
            clearable
            value={draft.size}
            onChange={(size) => change({ size: size as PersonDraft['size'] })}
            data={(['small', 'medium', 'large', 'nonprofit'] as const).map((value) => ({ value, label: t[value] }))}
          />
        </>
      ) : (
        <>
          <Textarea
            label={t.description}
            description={t.descriptionHint}
            autosize
            minRows={3}
            maxLength={300}
            value={draft.description}
            error={tried && missing ? t.needed : undefined}
            onChange={(event) => change({ description: event.currentTarget.value })}
          />
          {field('plates', t.plates, { hint: t.platesHint })}
        </>
      )}
      <div className="sheet-foot">
        <Button type="submit" loading={busy} className="grow">
          {known ? t.identify : t.save}
        </Button>
      </div>
    </form>
  )
}

export type Field = (
  key: { [K in keyof PersonDraft]: PersonDraft[K] extends string ? K : never }[keyof PersonDraft],
  label: string,
  more?: { needed?: boolean; warn?: string; mode?: 'numeric' | 'tel'; type?: string; hint?: string },
) => React.ReactNode

/** Words chosen by one tap; a second tap takes them away. */
function Quick({
  texts,
  value,
  choose,
}: {
  texts: readonly { ru: string; kk: string }[]
  value: string
  choose: (text: string) => void
}) {
  const lang = currentLocale() === 'kk' ? 'kk' : 'ru'
  return (
    <div className="chips">
      {texts.map((text) => (
        <button
          key={text.ru}
          type="button"
          className="chip"
          aria-pressed={value === text.ru || value === text.kk}
          onClick={() => choose(value === text[lang] ? '' : text[lang])}
        >
          {text[lang]}
        </button>
      ))}
    </div>
  )
}

function doubtOf(text: string, check: typeof checkIin | typeof checkBin): string | undefined {
  // While it is being typed it is merely short.
  if (text.replace(/\D/g, '').length < 12 && /^[\d\s-]*$/.test(text)) return undefined
  const read = check(text)
  return read.ok ? undefined : read.why[currentLocale() === 'kk' ? 'kk' : 'ru']
}
