import { TextInput } from '@mantine/core'
import { dayKey, useTexts } from '../texts.ts'
import { formTexts } from './form-texts.ts'

/** A term: three usual ones by one tap, or any date. Shymkent's clock is five hours ahead of Greenwich all the year. */

const offset = '+05:00'

/** 20:00 in Shymkent, so many days from now. */
export function evening(days: number, now: number): string {
  return new Date(`${dayKey(new Date(now + days * 86_400_000))}T20:00:00${offset}`).toISOString()
}

/** The instant as a field of date and time shows it in Shymkent, and back. */
export const toField = (at: string) => new Date(Date.parse(at) + 5 * 3_600_000).toISOString().slice(0, 16)
export const fromField = (text: string) => (text ? new Date(`${text}:00${offset}`).toISOString() : '')

export function DueField({ label, value, change }: { label: string; value: string; change: (at: string) => void }) {
  const t = useTexts(formTexts)
  const now = Date.now()
  const presets: [string, string][] = [
    [t.today, evening(0, now)],
    [t.tomorrow, evening(1, now)],
    [t.threeDays, evening(3, now)],
  ]
  return (
    <fieldset className="field">
      <legend>{label}</legend>
      <div className="chips">
        {presets
          .filter(([, at]) => Date.parse(at) > now)
          .map(([name, at]) => (
            <button key={name} type="button" className="chip" aria-pressed={value === at} onClick={() => change(at)}>
              {name}
            </button>
          ))}
      </div>
      <TextInput
        type="datetime-local"
        aria-label={t.dueDate}
        value={value ? toField(value) : ''}
        min={toField(new Date(now).toISOString())}
        onChange={(event) => {
          const at = fromField(event.currentTarget.value)
          if (at) change(at)
        }}
      />
    </fieldset>
  )
}
