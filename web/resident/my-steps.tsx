import type { MyReport } from '../../src/satisfaction/my-report.ts'
import { useLocale, useTexts } from '../texts.ts'
import { Icon } from './icons.tsx'
import { myTexts } from './speak.ts'
import { momentIn } from './when.ts'

/** The way of the report: what has been done, where it is, what is to come. */
export function MySteps({ report }: { report: MyReport }) {
  const t = useTexts(myTexts)
  const locale = useLocale()
  const next = report.steps.findIndex(({ at }) => at === null)
  return (
    <section className="card">
      <h2>{t.way}</h2>
      <ol className="steps">
        {report.steps.map(({ key, at }, index) => {
          const state = at ? 'done' : index === next ? 'current' : 'toCome'
          return (
            <li key={key} data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
              <span className="step-mark">{at ? <Icon name="check" size={16} /> : null}</span>
              <span className="step-word">
                {t.step[key]}
                <span className="unseen">, {t[state]}</span>
              </span>
              {at ? <time dateTime={at}>{momentIn(at, locale)}</time> : null}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
