import { Button, Checkbox, SegmentedControl, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { checkBin, checkIin } from '../../src/person/iin.ts'
import type { Person } from '../../src/person/person.ts'
import { currentLocale, useTexts } from '../texts.ts'
import { personTexts } from './person-texts.ts'

/** A person or a firm, as a protocol asks for them; an ИИН that does not check is told at once. Nothing of it is kept on the device. */

const blank = {
  kind: 'individual' as 'individual' | 'entity',
  surname: '',
  given: '',
  patronymic: '',
  iin: '',
  birth: '',
  residence: '',
  document: '',
  workplace: '',
  phone: '',
  citizenship: '',
  plates: '',
  foreigner: false,
  special: 'none' as 'none' | 'serviceman' | 'disciplinary',
  name: '',
  bin: '',
  location: '',
  representative: '',
  size: null as 'small' | 'medium' | 'large' | 'nonprofit' | null,
}
type Draft = typeof blank

export function PersonForm({ save }: { save: (person: Person) => Promise<void> }) {
  const t = useTexts(personTexts)
  const [draft, setDraft] = useState(blank)
  const change = (next: Partial<Draft>) => setDraft((before) => ({ ...before, ...next }))
  const [busy, setBusy] = useState(false)
  const [tried, setTried] = useState(false)
  const person = draft.kind === 'individual'
  const missing = person ? !draft.surname.trim() || !draft.given.trim() : !draft.name.trim()
  const doubt = person ? doubtOf(draft.iin, checkIin) : doubtOf(draft.bin, checkBin)

  const field = (
    key: { [K in keyof Draft]: Draft[K] extends string ? K : never }[keyof Draft],
    label: string,
    more: { needed?: boolean; warn?: string; mode?: 'numeric' | 'tel'; type?: string; hint?: string } = {},
  ) => (
    <TextInput
      label={label}
      value={String(draft[key])}
      type={more.type ?? 'text'}
      inputMode={more.mode}
      description={more.hint}
      autoComplete="off"
      error={more.warn ?? (more.needed && tried && !String(draft[key]).trim() ? t.needed : undefined)}
      onChange={(event) => change({ [key]: event.currentTarget.value } as Partial<Draft>)}
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
        value={draft.kind}
        onChange={(kind) => change({ kind: kind === 'entity' ? 'entity' : 'individual' })}
        data={[
          { value: 'individual', label: t.individual },
          { value: 'entity', label: t.entity },
        ]}
      />
      {person ? (
        <>
          {field('iin', t.iin.split(' / ')[0] ?? t.iin, { mode: 'numeric', ...(doubt ? { warn: doubt } : {}) })}
          <div className="pair">
            {field('surname', t.surname, { needed: true })}
            {field('given', t.given, { needed: true })}
          </div>
          <div className="pair">
            {field('patronymic', t.patronymic)}
            {field('birth', t.birth, { type: 'date' })}
          </div>
          {field('residence', t.residence)}
          {field('phone', t.phone, { mode: 'tel' })}
          {field('plates', t.plates, { hint: t.platesHint })}
          <details className="why">
            <summary>{t.more}</summary>
            <div className="form">
              {field('document', t.document)}
              {field('workplace', t.workplace)}
              {field('citizenship', t.citizenship)}
              <Select
                label={t.special}
                allowDeselect={false}
                value={draft.special}
                onChange={(special) => change({ special: (special ?? 'none') as Draft['special'] })}
                data={[
                  { value: 'none', label: t.none_special },
                  { value: 'serviceman', label: t.serviceman },
                  { value: 'disciplinary', label: t.disciplinary },
                ]}
              />
              <Checkbox
                size="md"
                label={t.foreigner}
                checked={draft.foreigner}
                onChange={(event) => change({ foreigner: event.currentTarget.checked })}
              />
            </div>
          </details>
        </>
      ) : (
        <>
          {field('name', t.entityName, { needed: true })}
          {field('bin', t.bin, { mode: 'numeric', ...(doubt ? { warn: doubt } : {}) })}
          {field('location', t.location)}
          {field('representative', t.representative)}
          {field('phone', t.phone, { mode: 'tel' })}
          {field('plates', t.plates, { hint: t.platesHint })}
          <Select
            label={t.size}
            clearable
            value={draft.size}
            onChange={(size) => change({ size: size as Draft['size'] })}
            data={(['small', 'medium', 'large', 'nonprofit'] as const).map((value) => ({ value, label: t[value] }))}
          />
        </>
      )}
      <div className="sheet-foot">
        <Button type="submit" loading={busy} className="grow">
          {t.save}
        </Button>
      </div>
    </form>
  )
}

function doubtOf(text: string, check: typeof checkIin | typeof checkBin): string | undefined {
  if (!text.trim()) return undefined
  const read = check(text)
  return read.ok ? undefined : read.why[currentLocale() === 'kk' ? 'kk' : 'ru']
}

function personOf(draft: Draft): Person {
  const or = (text: string) => text.trim() || null
  const plates = draft.plates
    .split(/[,;]/)
    .map((plate) => plate.trim())
    .filter(Boolean)
  if (draft.kind === 'entity') {
    return {
      kind: 'entity',
      name: draft.name.trim(),
      bin: or(draft.bin),
      location: or(draft.location),
      registration: null,
      bankDetails: null,
      phone: or(draft.phone),
      email: null,
      size: draft.size,
      representative: or(draft.representative),
      plates,
    }
  }
  return {
    kind: 'individual',
    surname: draft.surname.trim(),
    given: draft.given.trim(),
    patronymic: or(draft.patronymic),
    iin: or(draft.iin),
    birth: or(draft.birth),
    residence: or(draft.residence),
    document: or(draft.document),
    workplace: or(draft.workplace),
    phone: or(draft.phone),
    email: null,
    citizenship: or(draft.citizenship),
    foreigner: draft.foreigner,
    special: draft.special,
    plates,
  }
}
