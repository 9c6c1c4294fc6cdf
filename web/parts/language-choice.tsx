import type { Locale } from '../../src/base/access.ts'
import { setLocale, texts, useLocale, useTexts } from '../texts.ts'

const names: Record<Locale, string> = { kk: 'Қазақша', ru: 'Русский', en: 'English' }
const words = texts({ ru: { choose: 'Язык' }, kk: { choose: 'Тіл' }, en: { choose: 'Language' } })

/** The three languages, each in its own name. */
export function LanguageChoice({ onChange = setLocale }: { onChange?: (locale: Locale) => void }) {
  const locale = useLocale()
  const t = useTexts(words)
  return (
    <fieldset className="languages">
      <legend className="unseen">{t.choose}</legend>
      {(Object.keys(names) as Locale[]).map((one) => (
        <button key={one} type="button" lang={one} aria-pressed={one === locale} onClick={() => onChange(one)}>
          {names[one]}
        </button>
      ))}
    </fieldset>
  )
}
