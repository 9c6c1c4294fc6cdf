import type { ChannelView } from '../../src/chat/channel-shown.ts'
import { Icon } from '../parts/icon.tsx'
import { LinkButton } from '../parts/link-button.tsx'
import { number, useTexts } from '../texts.ts'
import { nextStep, shownState, stateLook, troubles } from './channel-health.ts'
import { channelsTexts } from './channels-texts.ts'

/** How a channel is doing, what is wrong with it, and what to do next. */
export function ChannelState({ channel, now }: { channel: ChannelView; now: number }) {
  const t = useTexts(channelsTexts)
  const state = shownState(channel)
  const look = stateLook[state]
  const next = nextStep(channel, t)
  const since = channel.lastUpdateAt ? Math.max(0, Math.round((now - Date.parse(channel.lastUpdateAt)) / 1000)) : null
  const lag = channel.lagMs !== null && channel.lagMs >= 2000 ? number(Math.round(channel.lagMs / 1000)) : null
  const facts = [
    since === null ? t.silent : t.heard(t.ago(since)),
    ...(lag === null ? [] : [t.lag(t.seconds(lag))]),
    ...(channel.kind === 'whatsapp' && channel.chats.bound === 0 ? [] : [t.bound(channel.chats.bound)]),
    ...(channel.chats.asked > 0 ? [t.asked(channel.chats.asked)] : []),
  ]
  return (
    <>
      <p className="ch-state" data-tone={look.tone}>
        <Icon name={look.icon} size={17} />
        {t.states[state]}
      </p>
      <p className="soft small">{facts.join(' · ')}</p>
      {troubles(channel, t).map((words) => (
        <p key={words} className="ch-trouble small">
          {words}
        </p>
      ))}
      {next ? (
        <div className="ch-next small">
          <p>{next}</p>
          <LinkButton to="/chats" size="compact-sm" variant="default">
            {t.toChats}
          </LinkButton>
        </div>
      ) : null}
    </>
  )
}
