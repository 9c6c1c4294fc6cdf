import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ChannelView } from '../../src/chat/channel-shown.ts'
import { Icon } from '../parts/icon.tsx'
import { LinkButton } from '../parts/link-button.tsx'
import { Page } from '../parts/page.tsx'
import { Blank, Failed } from '../parts/trouble.tsx'
import { number, useTexts } from '../texts.ts'
import { ChannelAdd } from './channel-add.tsx'
import { channelsQuery } from './channel-data.ts'
import { stateLook, troubles } from './channel-health.ts'
import { ChannelSheet } from './channel-sheet.tsx'
import { channelsTexts } from './channels-texts.ts'
import { Bones } from './sheet.tsx'
import { StaffMessengersCard } from './staff-messengers.tsx'
import './channels.css'

/** The department's accounts with messengers: how each is doing, and what to do about it. */
export function Channels() {
  const t = useTexts(channelsTexts)
  const found = useQuery(channelsQuery)
  const [adding, setAdding] = useState(false)
  const [opened, setOpened] = useState<string | null>(null)
  const channels = found.data?.items ?? []
  const hooks = found.data?.hooks ?? false
  return (
    <Page
      title={t.title}
      actions={
        <>
          <LinkButton to="/outbox" variant="default">
            {t.outbox}
          </LinkButton>
          <Button leftSection={<Icon name="plus" size={18} />} onClick={() => setAdding(true)}>
            {t.add}
          </Button>
        </>
      }
    >
      <p className="soft ch-intro">{t.intro}</p>
      {found.isPending ? (
        <Bones />
      ) : found.isError ? (
        <Failed error={found.error} retry={() => void found.refetch()} />
      ) : channels.length === 0 ? (
        <Blank icon="chat" title={t.none}>
          {t.noneHint}
        </Blank>
      ) : (
        <ul className="card adm-list">
          {channels.map((channel) => (
            <ChannelRow
              key={channel.id}
              channel={channel}
              now={found.dataUpdatedAt}
              open={() => setOpened(channel.id)}
            />
          ))}
        </ul>
      )}
      <StaffMessengersCard />
      <ChannelAdd opened={adding} hooks={hooks} close={() => setAdding(false)} />
      <ChannelSheet
        channel={channels.find(({ id }) => id === opened) ?? null}
        hooks={hooks}
        close={() => setOpened(null)}
      />
    </Page>
  )
}

function ChannelRow({ channel, now, open }: { channel: ChannelView; now: number; open: () => void }) {
  const t = useTexts(channelsTexts)
  const look = stateLook[channel.state]
  const told = troubles(channel, t)
  const since = channel.lastUpdateAt ? Math.max(0, Math.round((now - Date.parse(channel.lastUpdateAt)) / 1000)) : null
  const lag = channel.lagMs !== null && channel.lagMs >= 2000 ? number(Math.round(channel.lagMs / 1000)) : null
  const facts = [
    since === null ? t.silent : t.heard(t.ago(since)),
    ...(lag === null ? [] : [t.lag(t.seconds(lag))]),
    t.bound(channel.chats.bound),
    ...(channel.chats.asked > 0 ? [t.asked(channel.chats.asked)] : []),
  ]
  return (
    <li className="adm-row" data-off={channel.state === 'paused' ? '' : undefined}>
      <div className="adm-main">
        <p className="adm-name">
          {channel.title}
          <span className="adm-tag quiet">{t.kinds[channel.kind]}</span>
          {channel.address ? <span className="ch-address">{channel.address}</span> : null}
        </p>
        <p className="ch-state" data-tone={look.tone}>
          <Icon name={look.icon} size={17} />
          {t.states[channel.state]}
        </p>
        <p className="soft small">{facts.join(' · ')}</p>
        {told.map((words) => (
          <p key={words} className="ch-trouble small">
            {words}
          </p>
        ))}
      </div>
      <div className="adm-acts">
        <Button
          size="compact-md"
          variant={channel.state === 'revoked' ? 'filled' : 'default'}
          onClick={open}
          aria-label={`${channel.state === 'revoked' ? t.enterToken : t.open}: ${channel.title}`}
        >
          {channel.state === 'revoked' ? t.enterToken : t.open}
        </Button>
      </div>
    </li>
  )
}
