import { Radio } from '@mantine/core'
import { type ChatSettings, type Tone, toneOf, tones } from '../../src/chat/chat-settings.ts'
import type { Lang } from '../../src/detection/categories.ts'
import { acknowledgement, outcomeText, progress, reopenedText } from '../../src/reply/texts.ts'
import { useTexts } from '../texts.ts'
import { chatPeopleTexts } from './chat-people-texts.ts'

/** How the bot speaks in a chat, with what it would say. */
export function ChatTone({
  settings,
  lang,
  change,
}: {
  settings: ChatSettings
  lang: Lang
  change: (settings: ChatSettings) => void
}) {
  const t = useTexts(chatPeopleTexts)
  const tone = toneOf(settings)
  const choose = (value: string) => {
    const next = tones.find((one) => one === value)
    if (next) change({ ...settings, tone: next })
  }
  return (
    <>
      <Radio.Group label={t.tone} description={t.toneHint} value={tone} onChange={choose}>
        <div className="adm-choices">
          {tones.map((one) => (
            <Radio key={one} value={one} label={t.tones[one]} />
          ))}
        </div>
      </Radio.Group>
      <section className="ch-preview" aria-live="polite">
        <h3>{t.preview}</h3>
        <dl>
          {said(tone, lang).map(({ step, text }) => (
            <div key={step}>
              <dt className="soft small">{t.steps[step]}</dt>
              <dd className="ob-text" lang={lang === 'mixed' ? undefined : lang}>
                {text}
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  )
}

function said(tone: Tone, lang: Lang): { step: 'seen' | 'accepted' | 'outcome' | 'reopened'; text: string }[] {
  const told = { number: 17, tone, lang }
  return [
    { step: 'seen', text: acknowledgement({ ...told, category: 'waste', emergency: false, missing: 'house' }) },
    { step: 'accepted', text: progress({ ...told, step: 'accepted' }) },
    { step: 'outcome', text: outcomeText({ ...told, outcome: 'remedied', handedTo: null, days: 3 }) },
    { step: 'reopened', text: reopenedText(told) },
  ]
}
