import { Button, FileButton, Progress, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { ImportAnswer } from '../../src/import-routes.ts'
import { ApiError, meQuery } from '../api.ts'
import { Icon } from '../parts/icon.tsx'
import { LinkButton } from '../parts/link-button.tsx'
import { useTexts } from '../texts.ts'
import { chatsQuery, readAnew } from './data.ts'
import { type ImportProblem, importsTexts } from './imports-texts.ts'
import { sendFile } from './send-file.ts'

const accepted = '.txt,.zip,.json,.jsonl,.ndjson'

/** Which chat, which file; then how much of it is on its way. */
export function ImportForm() {
  const t = useTexts(importsTexts)
  const { data: me } = useQuery(meQuery)
  const chats = useQuery(chatsQuery)
  const search = useSearch({ from: '/staff/imports' })
  const [chosen, setChosen] = useState<string | null>(search.chat ?? null)
  const [file, setFile] = useState<File | null>(null)
  const [percent, setPercent] = useState<number | null>(null)
  const [said, setSaid] = useState<{ tone: 'danger' | 'info'; text: string } | null>(null)
  const [over, setOver] = useState(false)
  const stopping = useRef<AbortController | null>(null)

  const take = (next: File | null) => {
    setFile(next)
    setSaid(null)
  }
  const send = async () => {
    if (!chosen || !file) return
    stopping.current = new AbortController()
    setPercent(0)
    setSaid(null)
    try {
      const path = `/api/chats/${chosen}/import`
      const { already } = await sendFile<ImportAnswer>(path, file, setPercent, stopping.current.signal)
      if (already) setSaid({ tone: 'info', text: t.already })
      setFile(null)
    } catch (error) {
      if (!(error instanceof DOMException)) setSaid({ tone: 'danger', text: t.problems[problemOf(error)] })
    } finally {
      setPercent(null)
      await readAnew('imports')
    }
  }

  if (chats.data?.length === 0)
    return (
      <div className="card">
        <p>{me?.permissions.includes('manageChats') ? t.noChats : t.noChatsChief}</p>
        {me?.permissions.includes('manageChats') ? (
          <LinkButton to="/chats" variant="default">
            {t.toChats}
          </LinkButton>
        ) : null}
      </div>
    )
  return (
    <section className="card adm-stack" aria-label={t.send}>
      <Select
        label={t.chat}
        placeholder={t.chatPlaceholder}
        searchable
        data={(chats.data ?? []).map((chat) => ({ value: chat.id, label: chat.title }))}
        value={chosen}
        disabled={percent !== null}
        onChange={setChosen}
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button is the first. */}
      <div
        className="adm-drop"
        data-over={over ? '' : undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          if (percent === null) take(event.dataTransfer.files[0] ?? null)
        }}
      >
        <Icon name={file ? 'document' : 'upload'} size={28} />
        {file ? <p className="adm-file">{file.name}</p> : null}
        {percent === null ? (
          <FileButton onChange={take} accept={accepted}>
            {(props) => (
              <Button variant="default" {...props}>
                {file ? t.another : t.choose}
              </Button>
            )}
          </FileButton>
        ) : null}
        {file ? null : <p className="soft small">{t.drop}</p>}
        <p className="soft small">{t.formats}</p>
      </div>
      {percent === null ? (
        <Button disabled={!file || !chosen} onClick={() => void send()}>
          {t.send}
        </Button>
      ) : (
        <div className="adm-stack" role="status">
          <p className="small">{t.sending(percent)}</p>
          <Progress value={percent} aria-label={t.send} />
          <Button variant="default" onClick={() => stopping.current?.abort()}>
            {t.cancel}
          </Button>
        </div>
      )}
      <div role="alert">{said ? <p className={`note ${said.tone}`}>{said.text}</p> : null}</div>
      <details>
        <summary>{t.how}</summary>
        <div className="adm-stack soft small" style={{ paddingTop: 10 }}>
          <p>{t.howWhatsapp}</p>
          <p>{t.howTelegram}</p>
        </div>
      </details>
    </section>
  )
}

function problemOf(error: unknown): ImportProblem {
  if (!(error instanceof ApiError)) return 'other'
  if (error.id === 'disk-full') return 'disk-full'
  return error.status === 413 ? 'upload-too-large' : 'other'
}
