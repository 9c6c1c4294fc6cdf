import { Button, Select, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { IncidentPage } from '../../src/incident/incident.ts'
import { likeOf, readAnyPlate } from '../../src/person/any-plate.ts'
import type { RegisterFound } from '../../src/person/register.ts'
import type { VehicleInput, VehicleLine } from '../../src/person/vehicle.ts'
import { Icon } from '../parts/icon.tsx'
import { useLocale, useTexts } from '../texts.ts'
import { covered } from './covered.ts'
import { askRegister, changeVehicle, nameVehicle, registersQuery, searchVehicles } from './person-data.ts'
import { PersonReason } from './person-reason.tsx'
import { RegisterAnswer } from './register-answer.tsx'
import { problemOf } from './use-act.ts'
import { vehicleTexts } from './vehicle-texts.ts'

const blank = { plate: '', make: '', colour: '', partial: '', description: '', note: '' }

/** One vehicle: its plate, or its looks; records and the register are asked for a reason. */
export function VehiclePanel({
  page,
  vehicle,
  findOwner,
  close,
}: {
  page: IncidentPage
  vehicle: VehicleLine | null
  findOwner: (iin: string) => void
  close: () => void
}) {
  const t = useTexts(vehicleTexts)
  const lang = useLocale() === 'kk' ? 'kk' : 'ru'
  const registers = useQuery(registersQuery)
  const [draft, setDraft] = useState(vehicle ? startOf(vehicle) : blank)
  const [ownerId, setOwner] = useState<string | null>(vehicle?.owner?.id ?? null)
  const [source, setSource] = useState<VehicleInput['source']>(null)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState<'' | 'save' | 'find'>('')
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const [found, setFound] = useState<VehicleLine[] | null>(null)
  const [register, setRegister] = useState<RegisterFound | null>(null)
  const read = draft.plate.trim() ? readAnyPlate(draft.plate) : null
  const wrong = draft.plate.trim() !== '' && !read
  const empty = !Object.entries(draft).some(([name, text]) => name !== 'note' && text.trim())
  const sought = draft.plate.trim() || draft.partial.trim()

  const attempt = async (doing: () => Promise<void>) => {
    setBusy(true)
    setProblem('')
    await doing().catch((error) => setProblem(problemOf(error)))
    setBusy(false)
  }
  const end = () => {
    notifications.show({ message: t.added, color: 'leaf' })
    close()
  }
  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried('save')
    if (empty || wrong) return
    const said = { ...draft, ownerId, source }
    void attempt(() => (vehicle ? changeVehicle(page.id, vehicle.id, said) : nameVehicle(page.id, said)).then(end))
  }
  const find = (why = reason) => {
    setTried('find')
    if (!likeOf(sought)) return setProblem(t.few)
    if (why.trim().length < 3) return
    void attempt(async () => {
      setFound((await searchVehicles(sought, why.trim(), page.id)).items)
      const connected = registers.data?.items.some(
        (one) => one.register === 'vehicles' && one.state.state !== 'not-connected',
      )
      setRegister(read && connected ? await askRegister('vehicles', draft.plate, why.trim(), page.id) : null)
    })
  }
  const field = (key: keyof typeof blank, label: string, hint?: string, error?: string) => (
    <TextInput
      label={label}
      description={hint}
      value={draft[key]}
      error={error}
      maxLength={key === 'plate' || key === 'partial' ? 20 : key === 'note' ? 300 : 120}
      autoComplete="off"
      autoCapitalize={key === 'plate' || key === 'partial' ? 'characters' : undefined}
      onChange={(event) => {
        const { value } = event.currentTarget
        setDraft((before) => ({ ...before, [key]: value }))
      }}
    />
  )
  const told = read
    ? [read.plate, t.form[read.form], read.place?.[lang], read.owner === 'entity' ? t.hintEntity : '']
        .filter(Boolean)
        .join(' · ')
    : t.plateHint
  const owner = register?.items.find((one) => one.kind === 'vehicle' && one.owner)
  return (
    <form className="form" onSubmit={save}>
      <div role="alert">{problem ? <p className="note danger">{problem}</p> : null}</div>
      {field('plate', t.plate, told, wrong ? t.notPlate : tried === 'save' && empty ? t.needed : undefined)}
      <div className="pair">
        {field('make', t.make)}
        {field('colour', t.colour)}
      </div>
      {read ? null : field('partial', t.partial, t.partialHint)}
      {field('description', t.description)}
      {field('note', t.note)}
      {page.subjects.length > 0 ? (
        <Select
          label={t.ownerLabel}
          clearable
          value={ownerId}
          onChange={setOwner}
          data={page.subjects
            .filter(({ id }, index, all) => all.findIndex((one) => one.id === id) === index)
            .map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      <section className="form-part" aria-label={t.find}>
        <PersonReason
          number={page.number}
          offered={['owner', 'offender', 'witness']}
          value={reason}
          change={(next, chosen) => {
            setReason(next)
            if (chosen && likeOf(sought)) find(next)
          }}
          tried={tried === 'find'}
        />
        <Button variant="default" loading={busy} leftSection={<Icon name="search" size={18} />} onClick={() => find()}>
          {t.find}
        </Button>
        <div role="status">{found && found.length === 0 ? <p className="soft">{t.notFound}</p> : null}</div>
        {found && found.length > 0 ? (
          <ul className="near" aria-label={t.found}>
            {found.map((one) => (
              <li key={one.id} className="near-line">
                <span className="near-text">
                  <strong className="plate">{one.name}</strong>
                  <small>
                    {[
                      one.colour,
                      one.make,
                      one.owner && t.owner(one.owner.name),
                      one.incidents > 0 && t.others(one.incidents),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </small>
                </span>
                {vehicle ? null : (
                  <Button
                    size="sm"
                    variant="default"
                    onClick={() => void attempt(() => nameVehicle(page.id, { id: one.id, note: draft.note }).then(end))}
                  >
                    {t.choose}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        ) : null}
        {register ? (
          <RegisterAnswer
            found={register}
            take={(data, { name, validOn }) => {
              if (data.kind !== 'vehicle') return
              setSource({ register: 'vehicles', name, validOn })
              setDraft((before) => ({
                ...before,
                make: data.make ?? before.make,
                colour: data.colour ?? before.colour,
              }))
            }}
          />
        ) : null}
        {owner?.kind === 'vehicle' && owner.owner ? (
          <p className="note">
            <span>
              {t.ownerNumber(covered(owner.owner))}{' '}
              <button type="button" className="link" onClick={() => findOwner(owner.owner ?? '')}>
                {t.findOwner}
              </button>
            </span>
          </p>
        ) : null}
      </section>
      <div className="sheet-foot">
        <Button type="submit" loading={busy} className="grow">
          {t.save}
        </Button>
      </div>
    </form>
  )
}

const startOf = ({ plate, make, colour, partial, description, note }: VehicleLine) => ({
  ...{ plate, make: make ?? '', colour: colour ?? '', partial: partial ?? '', description: description ?? '', note },
})
