import { Button } from '@mantine/core'
import type { DataSource } from '../../src/person/person.ts'
import type { RegisterData, RegisterFound } from '../../src/person/register.ts'
import { Icon } from '../parts/icon.tsx'
import { date, useTexts } from '../texts.ts'
import { covered } from './covered.ts'
import { personTexts } from './person-texts.ts'

/** What a register said, with its name and day, to be taken over by one tap. */
export function RegisterAnswer({
  found,
  take,
}: {
  found: RegisterFound
  take: (data: RegisterData, source: DataSource) => void
}) {
  const t = useTexts(personTexts)
  const { state, items, register } = found
  if (state.state === 'not-connected') return <p className="soft small">{t.notConnected}</p>
  const validOn = state.state === 'file' ? state.validOn : ''
  const source = { register, name: state.name, validOn }
  const from = t.registerOf(state.name, validOn && date(validOn, { day: 'numeric', month: 'short', year: 'numeric' }))
  return (
    <section aria-label={t.inRegister}>
      <p className="soft small">
        {t.inRegister}: {from}
      </p>
      {items.length === 0 ? (
        <p className="soft">{t.registerNone}</p>
      ) : (
        <ul className="near">
          {items.map((data, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of an answer have no name of their own and never move.
            <li key={index} className="near-line">
              <Icon name="document" />
              <span className="near-text">
                <strong>{titleOf(data)}</strong>
                <small>{factsOf(data)}</small>
              </span>
              <Button size="sm" variant="default" onClick={() => take(data, source)}>
                {t.take}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function titleOf(data: RegisterData): string {
  switch (data.kind) {
    case 'individual':
      return [data.surname, data.given, data.patronymic].filter(Boolean).join(' ')
    case 'entity':
      return data.name
    case 'vehicle':
      return [data.plate, data.colour, data.make].filter(Boolean).join(' ')
    case 'penalty':
      return data.article
  }
}

function factsOf(data: RegisterData): string {
  switch (data.kind) {
    case 'individual':
      return [data.birth, data.residence].filter(Boolean).join(' · ')
    case 'entity':
      return [data.location, data.representative].filter(Boolean).join(' · ')
    case 'vehicle':
      return data.owner ? covered(data.owner) : ''
    case 'penalty':
      return data.decidedOn
  }
}
