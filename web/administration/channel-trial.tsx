import { Button, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ChannelView } from '../../src/chat/channel-shown.ts'
import { useTexts } from '../texts.ts'
import { channelsTexts } from './channels-texts.ts'
import { chatsQuery } from './data.ts'

/** Sends a word of trial into one of the channel's chats. */
export function Trial({
  channel,
  busy,
  send,
}: {
  channel: ChannelView
  busy: boolean
  send: (path: string) => Promise<unknown>
}) {
  const t = useTexts(channelsTexts)
  const chats = useQuery(chatsQuery).data ?? []
  const [chat, setChat] = useState<string | null>(null)
  const its = chats.filter((one) => one.channel === `${channel.kind}:${channel.id}` && one.precinctId !== null)
  if (its.length === 0) return <p className="soft small">{t.noChats}</p>
  return (
    <div className="ch-copy">
      <Select
        label={t.test}
        placeholder={t.testChat}
        searchable={its.length > 8}
        data={its.map(({ id, title }) => ({ value: id, label: title }))}
        value={chat}
        onChange={setChat}
      />
      <Button
        variant="default"
        loading={busy}
        disabled={!chat}
        onClick={() => chat && void send(`/api/chats/${chat}/test`)}
      >
        {t.testSend}
      </Button>
    </div>
  )
}
