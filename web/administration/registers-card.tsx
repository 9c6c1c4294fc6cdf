import { Button, FileButton, Progress, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { csvOf } from '../../src/person/csv-text.ts'
import type { RefusedLine, RegisterId, RegisterLoaded, RegisterState } from '../../src/person/register.ts'
import { ApiError, queries, remove } from '../api.ts'
import { registersQuery } from '../inspector/person-data.ts'
import { Icon } from '../parts/icon.tsx'
import { date, dayAndTime, dayKey, useLocale, useTexts } from '../texts.ts'
import { registersTexts } from './registers-texts.ts'
import { sendFile } from './send-file.ts'
import { useProblems } from './sheet.tsx'
import './registers.css'

const shown = 50
interface Said {
  tone: 'danger' | 'good'
  text: string
  count: number
  lines: RefusedLine[]
}

/** One register: in what state it is, loading a file, what of it was refused, removing it. */
export function RegisterCard({ register, state }: { register: RegisterId; state: RegisterState }) {
  const t = useTexts(registersTexts)
  const problemOf = useProblems()
  const today = dayKey(new Date())
  const [validOn, setValidOn] = useState(today)
  const [percent, setPercent] = useState<number | null>(null)
  const [said, setSaid] = useState<Said | null>(null)
  const [sure, setSure] = useState(false)
  const stopping = useRef<AbortController | null>(null)
  const file = state.state === 'file' ? state : null

  const refresh = () => queries.invalidateQueries({ queryKey: registersQuery.queryKey })
  const fail = (error: unknown) => {
    if (error instanceof DOMException) return
    const body = error instanceof ApiError ? error.body : {}
    const known =
      error instanceof ApiError && error.id in t.problems ? t.problems[error.id as keyof typeof t.problems] : null
    const text =
      typeof known === 'function'
        ? known(error instanceof ApiError ? (error.field ?? '') : '')
        : (known ?? problemOf(error))
    const lines = Array.isArray(body.lines) ? (body.lines as RefusedLine[]) : []
    setSaid({ tone: 'danger', text, count: typeof body.count === 'number' ? body.count : 0, lines })
  }
  const send = async (next: File | null) => {
    if (!next) return
    stopping.current = new AbortController()
    setPercent(0)
    setSaid(null)
    try {
      const path = `/api/registers/${register}?validOn=${validOn || today}`
      const done = await sendFile<RegisterLoaded>(path, next, setPercent, stopping.current.signal)
      const taken = done.state.state === 'file' ? done.state.rows : 0
      setSaid({ tone: 'good', text: t.done(taken), count: done.refused, lines: done.lines })
    } catch (error) {
      fail(error)
    }
    setPercent(null)
    await refresh()
  }
  const drop = () => {
    setSure(false)
    setSaid(null)
    remove(`/api/registers/${register}`).then(refresh, fail)
  }
  return (
    <section className="card adm-stack" aria-label={t.names[register]}>
      <div className="adm-main">
        <h2 className="adm-name">
          {t.names[register]}
          <span className={file ? 'adm-tag' : 'adm-tag quiet'}>
            {file ? t.file : state.state === 'connected' ? t.connected : t.notConnected}
          </span>
        </h2>
        {file ? (
          <p className="adm-figures small">
            <span>{file.name}</span>
            <span>{t.asOf(date(file.validOn, { day: 'numeric', month: 'long', year: 'numeric' }))}</span>
            <span>{t.rows(file.rows)}</span>
            {file.refused > 0 ? <span className="adm-warn">{t.refused(file.refused)}</span> : null}
            <span className="soft">{t.loadedBy(file.byName, dayAndTime(file.loadedAt))}</span>
          </p>
        ) : null}
        <details>
          <summary className="small">{t.howColumns}</summary>
          <p className="soft small adm-room">{t.columns[register]}</p>
        </details>
      </div>
      {percent === null ? (
        <div className="adm-acts reg-acts">
          <TextInput
            type="date"
            label={t.validOn}
            value={validOn}
            max={today}
            onChange={(event) => setValidOn(event.currentTarget.value)}
          />
          <FileButton onChange={(next) => void send(next)} accept=".csv,.txt,text/csv">
            {(props) => (
              <Button {...props} variant={file ? 'default' : 'filled'} leftSection={<Icon name="upload" size={18} />}>
                {file ? t.replace : t.load}
              </Button>
            )}
          </FileButton>
          {file && !sure ? (
            <Button variant="subtle" color="brick" onClick={() => setSure(true)}>
              {t.remove}
            </Button>
          ) : null}
        </div>
      ) : (
        <div className="adm-stack" role="status">
          <p className="small">{t.sending(percent)}</p>
          <Progress value={percent} animated={percent === 100} aria-label={t.names[register]} />
          <Button variant="default" onClick={() => stopping.current?.abort()}>
            {t.stop}
          </Button>
        </div>
      )}
      {sure ? (
        <div className="note warn" role="alert">
          <span className="adm-stack">
            {t.removeSure}
            <span className="adm-acts">
              <Button color="brick" onClick={drop}>
                {t.removeYes}
              </Button>
              <Button variant="default" onClick={() => setSure(false)}>
                {t.cancel}
              </Button>
            </span>
          </span>
        </div>
      ) : null}
      <div role="status">{said ? <p className={`note ${said.tone}`}>{said.text}</p> : null}</div>
      {said && said.lines.length > 0 ? <Wrong register={register} count={said.count} lines={said.lines} /> : null}
    </section>
  )
}

/** The lines that were not taken, to be put right in the file. */
function Wrong({ register, count, lines }: { register: string; count: number; lines: RefusedLine[] }) {
  const t = useTexts(registersTexts)
  const lang = useLocale() === 'kk' ? 'kk' : 'ru'
  const table = () =>
    csvOf([[t.line, t.column, t.why], ...lines.map((one) => [String(one.line), one.column, one.why[lang]])])
  return (
    <details open className="adm-stack">
      <summary>{t.wrongLines(count)}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section className="reg-wrong" tabIndex={0} aria-label={t.wrongLines(count)}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.line}</th>
              <th scope="col">{t.column}</th>
              <th scope="col">{t.why}</th>
            </tr>
          </thead>
          <tbody>
            {lines.slice(0, shown).map((one) => (
              <tr key={one.line}>
                <td>{one.line}</td>
                <td>{one.column}</td>
                <td>{one.why[lang]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="soft small">
        {count > shown ? `${t.first(Math.min(shown, lines.length))} ` : ''}
        <a
          className="link"
          download={`${register}.csv`}
          href={`data:text/csv;charset=utf-8,${encodeURIComponent(table())}`}
        >
          {t.download}
        </a>
      </p>
    </details>
  )
}
