import { type FormEvent, useId, useState } from 'react'
import { useTexts } from '../texts.ts'
import { Icon, type IconName, Mark } from './icons.tsx'
import { Language } from './language.tsx'
import { keep, kept } from './outbox.ts'
import { roomTexts } from './speak.ts'

const nameKey = 'uchastok.nickname'

/** The notice before the room: what is read, what is forgotten, who learns what; and a name. */
export function Door({
  title,
  again,
  onEnter,
}: {
  title: string
  again: boolean
  onEnter: (name: string) => Promise<void>
}) {
  const t = useTexts(roomTexts)
  const [name, setName] = useState(() => kept(nameKey) ?? '')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const field = useId()

  async function enter(event: FormEvent) {
    event.preventDefault()
    const nickname = name.trim()
    if (nickname === '' || nickname.length > 40) return setProblem(t.notice.needName)
    setBusy(true)
    setProblem(null)
    try {
      keep(nameKey, nickname)
      await onEnter(nickname)
    } catch {
      setProblem(t.unreachable)
      setBusy(false)
    }
  }

  const points: [IconName, string][] = [
    ['eye', t.notice.read],
    ['clock', t.notice.forgotten],
    ['shield', t.notice.passed],
    ['hidden', t.notice.hidden],
    ['lock', t.notice.direct],
  ]
  return (
    <div className="door">
      <header className="door-head">
        <span className="brand">
          <Mark />
          {t.product}
        </span>
        <Language />
      </header>
      <main className="sheet">
        <p className="over">{t.notice.title}</p>
        <h1>
          <bdi>{title}</bdi>
        </h1>
        <p className="lead">{t.notice.intro}</p>
        <ul className="points">
          {points.map(([icon, text]) => (
            <li key={icon}>
              <Icon name={icon} />
              <span>{text}</span>
            </li>
          ))}
        </ul>
        <p className="note warn">
          <Icon name="call" />
          <span>{t.notice.call}</span>
        </p>
        <form onSubmit={enter} noValidate>
          <label htmlFor={field}>{t.notice.name}</label>
          <input
            id={field}
            className="field"
            name="nickname"
            autoComplete="nickname"
            maxLength={40}
            dir="auto"
            value={name}
            aria-describedby={`${field}-hint`}
            aria-invalid={problem !== null}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <small id={`${field}-hint`} className="soft">
            {t.notice.nameHint}
          </small>
          <div role="alert">
            {problem || again ? <p className="note danger">{problem ?? t.notice.enterAgain}</p> : null}
          </div>
          <button type="submit" className="button wide" disabled={busy}>
            {busy ? t.notice.entering : t.notice.agree}
          </button>
        </form>
      </main>
    </div>
  )
}
