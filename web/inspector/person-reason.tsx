import { TextInput } from '@mantine/core'
import { type ReasonId, reasonText } from '../../src/person/choices.ts'
import { useLocale, useTexts } from '../texts.ts'
import { personTexts } from './person-texts.ts'

/** Why somebody is looked up: one tap on a prepared reason, or words of one's own. */
export function PersonReason({
  number,
  offered,
  value,
  change,
  tried,
}: {
  number: number
  offered: readonly ReasonId[]
  value: string
  /** `chosen`: tapped, so complete. */
  change: (reason: string, chosen: boolean) => void
  tried: boolean
}) {
  const t = useTexts(personTexts)
  const locale = useLocale()
  return (
    <div className="form-part">
      <fieldset className="chips person-reasons">
        <legend className="soft small">{t.ready}</legend>
        {offered.map((id) => {
          const text = reasonText(id, number, locale)
          return (
            <button
              key={id}
              type="button"
              className="chip"
              aria-pressed={value === text}
              onClick={() => change(text, true)}
            >
              {text.replace(/ (по происшествию|of incident|in incident).*$/, '').replace(/^№ \d+ оқиға бойынша /, '')}
            </button>
          )
        })}
      </fieldset>
      <TextInput
        label={t.reason}
        placeholder={t.reasonHint}
        value={value}
        error={tried && value.trim().length < 3 ? t.reasonNeeded : undefined}
        onChange={(event) => change(event.currentTarget.value, false)}
        maxLength={300}
      />
    </div>
  )
}
