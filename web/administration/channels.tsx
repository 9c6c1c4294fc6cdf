import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ChannelView } from '../../src/chat/channel-shown.ts'
import { Icon } from '../parts/icon.tsx'
import { LinkButton } from '../parts/link-button.tsx'
import { Page } from '../parts/page.tsx'
import { Blank, Failed } from '../parts/trouble.tsx'
import { useTexts } from '../texts.ts'
import { ChannelAdd } from './channel-add.tsx'
import { channelsQuery } from './channel-data.ts'
import { ChannelSheet } from './channel-sheet.tsx'
import { ChannelState } from './channel-state.tsx'
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
        now={found.dataUpdatedAt}
        hooks={hooks}
        close={() => setOpened(null)}
      />
    </Page>
  )
}

/** Whether a token of the messenger's own is what it lacks. */
const lacksToken = ({ state, kind }: ChannelView): boolean => state === 'revoked' && kind !== 'open'

function ChannelRow({ channel, now, open }: { channel: ChannelView; now: number; open: () => void }) {
  const t = useTexts(channelsTexts)
  return (
    <li className="adm-row" data-off={channel.state === 'paused' ? '' : undefined}>
      <div className="adm-main">
        <p className="adm-name">
          {channel.title}
          <span className="adm-tag quiet">{t.kinds[channel.kind]}</span>
          {channel.address ? <span className="ch-address">{channel.address}</span> : null}
        </p>
        <ChannelState channel={channel} now={now} />
      </div>
      <div className="adm-acts">
        <Button
          size="compact-md"
          variant={lacksToken(channel) ? 'filled' : 'default'}
          onClick={open}
          aria-label={`${lacksToken(channel) ? t.enterToken : t.open}: ${channel.title}`}
        >
          {lacksToken(channel) ? t.enterToken : t.open}
        </Button>
      </div>
    </li>
  )
}
