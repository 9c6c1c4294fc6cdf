import { ActionIcon } from '@mantine/core'
import { dropWaiting, useWaiting } from '../outbox.ts'
import { plural, texts, useTexts } from '../texts.ts'
import { Icon } from './icon.tsx'

const words = texts({
  ru: {
    waits: (count: number) =>
      `${plural('ru', count, { one: 'действие ждёт', few: 'действия ждут', many: 'действий ждут', other: 'действия ждут' })} связи и будет отправлено само.`,
    failed: (what: string, why: string) => `Не отправлено: ${what}. ${why}`,
    drop: 'Убрать',
  },
  kk: {
    waits: (count: number) => `${plural('kk', count, { other: 'әрекет' })} байланысты күтіп тұр, өзі жіберіледі.`,
    failed: (what: string, why: string) => `Жіберілмеді: ${what}. ${why}`,
    drop: 'Алып тастау',
  },
  en: {
    waits: (count: number) =>
      `${plural('en', count, { one: 'act waits', other: 'acts wait' })} for the line and will be sent.`,
    failed: (what: string, why: string) => `Not sent: ${what}. ${why}`,
    drop: 'Remove',
  },
})

/** What has not been sent yet, and what the server would not take. */
export function OutboxBar() {
  const t = useTexts(words)
  const waiting = useWaiting()
  const still = waiting.filter((letter) => !letter.problem)
  const failed = waiting.filter((letter) => letter.problem)
  return (
    <div role="status">
      {still.length > 0 ? (
        <p className="offline">
          <Icon name="clock" size={18} />
          {t.waits(still.length)}
        </p>
      ) : null}
      {failed.map((letter) => (
        <p key={letter.id} className="offline failed">
          <Icon name="warning" size={18} />
          <span className="grow">{t.failed(letter.label, letter.problem ?? '')}</span>
          <ActionIcon variant="subtle" color="brick" aria-label={t.drop} onClick={() => void dropWaiting(letter.id)}>
            <Icon name="close" size={18} />
          </ActionIcon>
        </p>
      ))}
    </div>
  )
}
