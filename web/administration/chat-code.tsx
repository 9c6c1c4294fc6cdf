import { Button, Modal, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { GivenCode } from '../../src/bot/routes.ts'
import { meQuery, nameIn, post } from '../api.ts'
import { LinkButton } from '../parts/link-button.tsx'
import { QrCode } from '../parts/qr-code.tsx'
import { dayAndTime, useLocale, useTexts } from '../texts.ts'
import { channelsQuery } from './channel-data.ts'
import { ToCopy } from './channel-fields.tsx'
import { chatSettingsTexts } from './chat-settings-texts.ts'
import { readAnew } from './data.ts'
import { Problem, useProblems } from './sheet.tsx'
import './channels.css'

/** A one-time code by which a chairman binds the chat to a precinct. */
export function ChatCode({ opened, close }: { opened: boolean; close: () => void }) {
  const t = useTexts(chatSettingsTexts)
  return (
    <Modal opened={opened} onClose={close} title={t.codeTitle} centered closeButtonProps={{ 'aria-label': '×' }}>
      {opened ? <CodeForm /> : null}
    </Modal>
  )
}

function CodeForm() {
  const t = useTexts(chatSettingsTexts)
  const locale = useLocale()
  const problemOf = useProblems()
  const channels = useQuery(channelsQuery).data?.items ?? []
  const precincts = useQuery(meQuery).data?.precincts ?? []
  const [accountId, setAccountId] = useState<string | null>(null)
  const [precinctId, setPrecinctId] = useState<string | null>(null)
  const [given, setGiven] = useState<GivenCode | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const account = accountId ?? channels[0]?.id ?? null

  const make = async () => {
    setBusy(true)
    setProblem('')
    await post<GivenCode>('/api/chats/codes', { accountId: account, precinctId }).then(
      (code) => {
        setGiven(code)
        void readAnew('codes')
      },
      (error) => setProblem(problemOf(error)),
    )
    setBusy(false)
  }
  if (channels.length === 0)
    return (
      <div className="adm-stack">
        <p>{t.codeNoChannels}</p>
        <LinkButton to="/channels">{t.toChannels}</LinkButton>
      </div>
    )
  if (given)
    return (
      <div className="adm-stack">
        <p className="ch-code">{given.code}</p>
        <p className="soft small">{t.until(dayAndTime(given.expiresAt))}</p>
        <p>{t.codeSay(given.code, channels.find(({ id }) => id === account)?.address ?? '')}</p>
        {given.link ? (
          <>
            <ToCopy label={t.codeLink} value={given.link} />
            <QrCode className="ch-qr" text={given.link} label={t.codeLink} />
          </>
        ) : null}
      </div>
    )
  return (
    <div className="adm-stack">
      <p className="soft">{t.codeHint}</p>
      <Select
        label={t.codeChannel}
        allowDeselect={false}
        data={channels.map(({ id, title, address }) => ({
          value: id,
          label: [title, address].filter(Boolean).join(' '),
        }))}
        value={account}
        onChange={setAccountId}
      />
      <Select
        label={t.codePrecinct}
        searchable={precincts.length > 8}
        data={precincts.map((one) => ({ value: one.id, label: `№ ${one.number} · ${nameIn(one, locale)}` }))}
        value={precinctId}
        onChange={setPrecinctId}
      />
      <Problem text={problem} />
      <Button loading={busy} disabled={!account || !precinctId} onClick={() => void make()}>
        {t.codeMake}
      </Button>
    </div>
  )
}
