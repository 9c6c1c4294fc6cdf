import { Button, Checkbox, SegmentedControl, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ChannelView } from '../../src/chat/channel-shown.ts'
import type { ReplyLine } from '../../src/reply/reply-view.ts'
import { ApiError, meQuery, post } from '../api.ts'
import { repliesTexts } from '../inspector/replies-texts.ts'
import { TodoWords, whyOf } from '../inspector/reply-why.tsx'
import { Page } from '../parts/page.tsx'
import { Blank, Failed } from '../parts/trouble.tsx'
import { dayAndTime, useLocale, useTexts } from '../texts.ts'
import { channelsQuery, mostReplies, repliesQuery } from './channel-data.ts'
import { shownState } from './channel-health.ts'
import { channelsTexts } from './channels-texts.ts'
import { chatSettingsTexts } from './chat-settings-texts.ts'
import { readAnew } from './data.ts'
import { outboxTexts } from './outbox-texts.ts'
import { Bones, Confirm, Problem, useProblems } from './sheet.tsx'
import './channels.css'

/** What nobody took, and what waits: a person says it again or lets it be. */
export function Outbox() {
  const t = useTexts(outboxTexts)
  const problemOf = useProblems()
  const [state, setState] = useState<'failed' | 'waiting' | 'sent'>('failed')
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed.trim(), 300)
  const found = useQuery({
    ...repliesQuery(state, search),
    // While it is looked for the list stays, but never that of another state.
    placeholderData: (before, query) => (query?.queryKey[1] === state ? before : undefined),
  })
  const may = useQuery(meQuery).data?.permissions ?? []
  const links = may.includes('seeIncidents')
  const channels = useQuery({ ...channelsQuery, enabled: may.includes('manageChats') }).data?.items ?? []
  /** The channel that a message waits for, if that is what it waits for. */
  const heldBy = ({ channel, state }: ReplyLine) =>
    state === 'waiting'
      ? channels.find((one) => `${one.kind}:${one.id}` === channel && one.state !== 'working')
      : undefined
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [busy, setBusy] = useState(false)
  const [asking, setAsking] = useState(false)
  const [problem, setProblem] = useState('')
  const items = found.data?.items ?? []
  const free = items.filter((one) => one.state !== 'sending')
  const picked = free.filter(({ id }) => chosen.has(id))
  const counts = found.data?.counts ?? { failed: 0, waiting: 0 }
  const all = state === 'sent' ? mostReplies : counts[state]
  const hidden = search === '' && items.length < all ? t.some(items.length, all) : ''

  const choose = (id: string, on: boolean) =>
    setChosen((before) => new Set(on ? [...before, id] : [...before].filter((one) => one !== id)))
  const decide = async (what: 'again' | 'drop') => {
    setBusy(true)
    setProblem('')
    let done = 0
    try {
      const one = ({ id }: ReplyLine) =>
        post(`/api/replies/${id}/${what}`).then(
          () => {
            done += 1
          },
          (error) => {
            // Another person was faster with this one; the others go on.
            if (!(error instanceof ApiError) || (error.status !== 409 && error.status !== 404)) throw error
          },
        )
      // A few at once: two hundred one by one take their time.
      for (let from = 0; from < picked.length; from += 8) await Promise.all(picked.slice(from, from + 8).map(one))
      if (done < picked.length) setProblem(t.partly(done, picked.length))
    } catch (error) {
      setProblem(problemOf(error))
    }
    setChosen(new Set())
    setAsking(false)
    setBusy(false)
    await readAnew('replies')
  }

  return (
    <Page title={t.title}>
      <SegmentedControl
        aria-label={t.title}
        value={state}
        onChange={(next) => {
          setState(next as typeof state)
          setChosen(new Set())
        }}
        data={[
          { value: 'failed', label: labelled(t.failed, counts.failed) },
          { value: 'waiting', label: labelled(t.waiting, counts.waiting) },
          { value: 'sent', label: t.sent },
        ]}
      />
      {all > 8 || typed !== '' ? (
        <TextInput
          type="search"
          className="ob-search"
          label={t.search}
          placeholder={t.searchHint}
          maxLength={100}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            setChosen(new Set())
          }}
        />
      ) : null}
      <Problem text={problem} />
      {found.isPending ? (
        <Bones />
      ) : found.isError ? (
        <Failed error={found.error} retry={() => void found.refetch()} />
      ) : items.length === 0 && search !== '' ? (
        <Blank icon="chat" title={t.notFound}>
          {t.notFoundHint}
        </Blank>
      ) : items.length === 0 ? (
        <Blank icon="check" title={{ failed: t.noneFailed, waiting: t.noneWaiting, sent: t.noneSent }[state]}>
          {{ failed: t.noneFailedHint, waiting: t.noneWaitingHint, sent: t.sentHint }[state]}
        </Blank>
      ) : state === 'sent' ? (
        <>
          <p className="soft small">{t.sentHint}</p>
          <ul className="card adm-list">
            {items.map((line) => (
              <Line key={line.id} line={line} links={links} on={false} choose={null} />
            ))}
          </ul>
        </>
      ) : (
        <>
          <div className="ob-bar">
            <Checkbox
              label={picked.length > 0 ? t.selected(picked.length) : t.selectAll}
              checked={picked.length > 0 && picked.length === free.length}
              indeterminate={picked.length > 0 && picked.length < free.length}
              onChange={(event) => setChosen(new Set(event.currentTarget.checked ? free.map(({ id }) => id) : []))}
            />
            <Button
              size="compact-md"
              disabled={picked.length === 0}
              loading={busy}
              onClick={() => void decide('again')}
            >
              {t.again}
            </Button>
            <Button
              size="compact-md"
              variant="default"
              disabled={picked.length === 0 || busy}
              onClick={() => setAsking(true)}
            >
              {t.drop}
            </Button>
          </div>
          {hidden ? <p className="soft small">{hidden}</p> : null}
          <ul className="card adm-list">
            {items.map((line) => (
              <Line
                key={line.id}
                line={line}
                held={heldBy(line)}
                links={links}
                on={chosen.has(line.id)}
                choose={choose}
              />
            ))}
          </ul>
        </>
      )}
      <Confirm
        opened={asking}
        title={t.dropTitle}
        text={t.dropText(picked.length)}
        label={t.drop}
        busy={busy}
        problem=""
        close={() => setAsking(false)}
        go={() => void decide('drop')}
      />
    </Page>
  )
}

const labelled = (label: string, count: number | undefined) => (count ? `${label} · ${count}` : label)

function Line({
  line,
  held,
  links,
  on,
  choose,
}: {
  line: ReplyLine
  held?: ChannelView | undefined
  links: boolean
  on: boolean
  /** Null: there is nothing to decide. */
  choose: ((id: string, on: boolean) => void) | null
}) {
  const t = useTexts(outboxTexts)
  const { where } = useTexts(chatSettingsTexts)
  const words = useTexts(channelsTexts)
  const locale = useLocale()
  const why = line.why ? whyOf(line.why, line.code, locale) : ''
  const whose = line.incidentNumber === null ? t.noIncident : t.incident(line.incidentNumber)
  const stands = useStands(line)
  return (
    <li className="ob-row">
      {choose ? (
        <Checkbox
          aria-label={`${t.select}: ${line.chatTitle}, ${whose}`}
          checked={on}
          disabled={line.state === 'sending'}
          onChange={(event) => choose(line.id, event.currentTarget.checked)}
        />
      ) : null}
      <div className="adm-main">
        <p className="adm-name">
          {line.chatTitle}
          <span className="adm-tag quiet">{where({ channel: line.channel, kind: 'group' })}</span>
          {line.personal ? <span className="adm-tag quiet">{t.personal}</span> : null}
          {line.priority === 0 ? <span className="adm-tag warn">{t.urgent}</span> : null}
        </p>
        {why ? <p className="adm-warn small">{why}</p> : null}
        {held ? (
          <p className="adm-warn small">
            {t.held(held.title, words.states[shownState(held)])} <Link to="/channels">{t.toChannels}</Link>
          </p>
        ) : null}
        {line.state === 'failed' ? (
          <p className="small">
            <TodoWords why={line.why} code={line.code} />
          </p>
        ) : null}
        <p className="ob-text">{line.text ?? <span className="soft">{t.hidden}</span>}</p>
        {line.maybe ? <p className="ch-trouble small">{t.maybe}</p> : null}
        <p className="soft small">
          {links && line.incidentNumber !== null ? (
            <Link to="/incidents/$number" params={{ number: String(line.incidentNumber) }}>
              {whose}
            </Link>
          ) : (
            whose
          )}
          {' · '}
          {[
            t.created(dayAndTime(line.createdAt)),
            ...(line.attempts > 0 ? [t.attempts(line.attempts)] : []),
            ...(stands && !held ? [stands] : []),
          ].join(' · ')}
        </p>
      </div>
    </li>
  )
}

/** Where it stands: when it is tried again, whether it has arrived. */
function useStands({ state, nextAt, sentAt, deliveredAt, readAt }: ReplyLine): string | null {
  const t = useTexts(outboxTexts)
  const words = useTexts(repliesTexts)
  switch (state) {
    case 'failed':
    case 'dropped':
      return null
    case 'sending':
      return t.sending
    case 'waiting':
      return nextAt ? t.next(dayAndTime(nextAt)) : t.turn
    case 'sent':
      if (readAt) return words.read(dayAndTime(readAt))
      if (deliveredAt) return words.delivered(dayAndTime(deliveredAt))
      return sentAt ? words.sent(dayAndTime(sentAt)) : null
  }
}
