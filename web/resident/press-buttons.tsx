import { useState } from 'react'
import type { RoomMessageView } from '../../src/chat/room-routes.ts'
import { useTexts } from '../texts.ts'
import { ask } from './ask.ts'
import { keep, kept } from './outbox.ts'
import { roomTexts } from './speak.ts'

const mark = /^rate:([1-5])$/

/** The buttons under an official answer. What was pressed stays marked on this device. */
export function PressButtons({
  message,
  rows,
  base,
  onSaid,
}: {
  message: string
  rows: RoomMessageView['buttons']
  base: string
  onSaid: (text: string) => void
}) {
  const t = useTexts(roomTexts)
  const key = `uchastok.pressed.${message}`
  const [pressed, setPressed] = useState<string[]>(() => (kept(key) ?? '').split(' ').filter(Boolean))
  const [busy, setBusy] = useState(false)
  const [sure, setSure] = useState(false)

  async function press(button: string) {
    setBusy(true)
    setSure(false)
    try {
      const { said } = await ask<{ said: string | null }>('POST', `${base}/press`, { message, button })
      // One mark of five: a new one takes the place of the old one.
      const now = [...pressed.filter((one) => one !== button && !(mark.test(one) && mark.test(button))), button]
      setPressed(now)
      keep(key, now.join(' '))
      if (said) onSaid(said)
    } catch {
      onSaid(t.press.failed)
    } finally {
      setBusy(false)
    }
  }

  if (sure)
    return (
      <div className="sure" role="alertdialog" aria-label={t.press.sure}>
        <p>{t.press.sure}</p>
        <button type="button" className="button danger" disabled={busy} onClick={() => press('not_done')}>
          {t.press.yes}
        </button>
        {/* biome-ignore lint/a11y/noAutofocus: the question has just taken the place of the button that had the focus. */}
        <button type="button" className="button quiet" autoFocus onClick={() => setSure(false)}>
          {t.press.no}
        </button>
      </div>
    )
  return (
    <div className="press">
      {rows.map((row) => {
        const marks = row.every(({ id }) => mark.test(id))
        return (
          <fieldset key={row.map(({ id }) => id).join()} className={marks ? 'marks' : 'press-row'}>
            <legend className={marks ? '' : 'unseen'}>{t.press.rates}</legend>
            {row.map(({ id, text }) => {
              const value = mark.exec(id)?.[1]
              return (
                <button
                  key={id}
                  type="button"
                  className={id === 'not_done' ? 'button not-done' : 'button soft-button'}
                  disabled={busy}
                  aria-pressed={pressed.includes(id)}
                  aria-label={value ? t.press.rate(value) : undefined}
                  onClick={() => (id === 'not_done' ? setSure(true) : press(id))}
                >
                  {text}
                </button>
              )
            })}
          </fieldset>
        )
      })}
    </div>
  )
}
