import { useCallback, useEffect, useState } from 'react'
import type { MyReport } from '../../src/satisfaction/my-report.ts'
import { useLocale, useTexts } from '../texts.ts'
import { ask, Failure } from './ask.ts'
import { FilesView } from './files-view.tsx'
import { Icon, Mark } from './icons.tsx'
import { Language } from './language.tsx'
import { MyAdd } from './my-add.tsx'
import { MyRate } from './my-rate.tsx'
import { MySteps } from './my-steps.tsx'
import { SafeText } from './safe-text.tsx'
import { myTexts, roomTexts } from './speak.ts'
import { Waiting } from './waiting.tsx'
import { dayIn, momentIn } from './when.ts'

/** The page of one's own report, opened by its secret link. */
export function MyPage({ secret }: { secret: string }) {
  const t = useTexts(myTexts)
  const product = useTexts(roomTexts).product
  const locale = useLocale()
  const [report, setReport] = useState<MyReport | null>(null)
  const [problem, setProblem] = useState<'gone' | 'unreachable' | null>(null)
  const path = `/api/my/${secret}`

  const load = useCallback(async () => {
    try {
      setReport(await ask<MyReport>('GET', path))
      setProblem(null)
    } catch (error) {
      const gone = error instanceof Failure && (error.status === 404 || error.status === 400)
      setProblem(gone ? 'gone' : 'unreachable')
    }
  }, [path])
  useEffect(() => {
    void load()
    // Who comes back to the page sees where it stands now.
    const look = () => document.visibilityState === 'visible' && void load()
    document.addEventListener('visibilitychange', look)
    const timer = setInterval(look, 60_000)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [load])

  const title = report?.number ? t.numbered(String(report.number)) : t.title
  useEffect(() => {
    document.title = `${title} · ${product}`
  }, [title, product])

  if (!report)
    return <Waiting text={problem ? t[problem] : t.loading} onAgain={problem === 'unreachable' ? load : null} />
  const files = `${path}/files`
  return (
    <div className="my">
      <header className="door-head">
        <span className="brand">
          <Mark />
          {product}
        </span>
        <Language />
      </header>
      <main className="my-main">
        <section className="card head-card" data-closed={report.closed}>
          <p className="over">
            {t.sent} {momentIn(report.at, locale)}
          </p>
          <h1>{title}</h1>
          <p className="now" role="status">
            {t.now[report.status]}
          </p>
          {report.removalDue ? (
            <p className="due">
              <Icon name="clock" size={18} />
              {t.step.ordered} {t.until(dayIn(report.removalDue, locale))}
            </p>
          ) : null}
        </section>
        {report.outcome && report.closed ? (
          <section className="card outcome">
            <h2>{t.outcome}</h2>
            <p>
              {t.outcomes[report.outcome]}{' '}
              {report.outcome === 'handed_over' && report.handedTo ? t.handed[report.handedTo] : ''}
            </p>
          </section>
        ) : null}
        {report.mayRate || report.mayReopen ? <MyRate path={path} report={report} onRated={setReport} /> : null}
        {report.status === 'dropped' ? null : <MySteps report={report} />}
        <section className="card">
          <h2>{t.own}</h2>
          {report.direct ? (
            <p className="private-word">
              <Icon name="lock" size={16} />
              {t.private}
            </p>
          ) : null}
          <FilesView files={report.photos} base={files} />
          {report.text ? <SafeText text={report.text} /> : <p className="soft">{t.nothing}</p>}
          {report.placeText ? (
            <p className="my-place">
              <Icon name="pin" size={18} />
              <span>
                <span className="unseen">{t.place}: </span>
                <bdi>{report.placeText}</bdi>
              </span>
            </p>
          ) : null}
          {report.added.map((added) => (
            <div key={added.at} className="added">
              <p className="over">
                {t.added} {momentIn(added.at, locale)}
              </p>
              <FilesView files={added.photos} base={files} />
              {added.text ? <SafeText text={added.text} /> : null}
            </div>
          ))}
        </section>
        {report.mayAdd ? <MyAdd path={path} onAdded={setReport} /> : null}
        <Keep />
      </main>
    </div>
  )
}

function Keep() {
  const t = useTexts(myTexts)
  const [copied, setCopied] = useState(false)
  const can = navigator.clipboard !== undefined
  return (
    <section className="card keep">
      <h2>{t.keep}</h2>
      <p className="soft">{t.keepMore}</p>
      {can ? (
        <button
          type="button"
          className="button quiet"
          onClick={() =>
            void navigator.clipboard.writeText(location.href).then(
              () => setCopied(true),
              () => {},
            )
          }
        >
          <Icon name={copied ? 'check' : 'link'} />
          <span role="status">{copied ? t.copied : t.copy}</span>
        </button>
      ) : (
        <code className="address">{location.href}</code>
      )}
      <p className="soft small">{t.privacy}</p>
    </section>
  )
}
