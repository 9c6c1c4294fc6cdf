import type { Locale } from '../../src/base/access.ts'
import { useLocale, useTexts } from '../texts.ts'
import { roomTexts, speak } from './speak.ts'

const names: [Locale, string, string][] = [
  ['ru', 'Рус', 'Русский'],
  ['kk', 'Қаз', 'Қазақша'],
  ['en', 'Eng', 'English'],
]

/** ru, kk, en: remembered on this device. */
export function Language() {
  const locale = useLocale()
  const t = useTexts(roomTexts)
  return (
    <fieldset className="language">
      <legend className="unseen">{t.language}</legend>
      {names.map(([code, short, name]) => (
        <button
          key={code}
          type="button"
          lang={code}
          aria-pressed={code === locale}
          title={name}
          onClick={() => void speak(code).catch(() => {})}
        >
          {short}
        </button>
      ))}
    </fieldset>
  )
}
