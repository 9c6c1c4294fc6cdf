import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { useBlocker, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { ProtocolView } from '../../src/protocol/view.ts'
import { ApiError, patch, post, queries } from '../api.ts'
import { Icon } from '../parts/icon.tsx'
import { LinkButton } from '../parts/link-button.tsx'
import { Page } from '../parts/page.tsx'
import { Failed } from '../parts/trouble.tsx'
import { useTexts } from '../texts.ts'
import { DecisionCard } from './decision-card.tsx'
import { DraftHistory } from './draft-history.tsx'
import { protocolQuery, refOf } from './protocol-data.ts'
import { FieldGroups } from './protocol-fields.tsx'
import { CancelModal, SignModal } from './protocol-modals.tsx'
import { protocolTexts } from './protocol-texts.ts'
import { problemOf } from './use-act.ts'
import { useDraft } from './use-draft.ts'

/** The draft of a protocol: each field with where it came from, what is missing, saving, paper, signing. */
export function Protocol() {
  const t = useTexts(protocolTexts)
  const { id } = useParams({ from: '/staff/protocols/$id' })
  const { data, error, isPending, refetch } = useQuery(protocolQuery(id))
  if (isPending)
    return (
      <Page title={t.draft}>
        <div className="card bone" style={{ height: 420 }} />
      </Page>
    )
  if (!data) return <Failed alone error={error} retry={() => void refetch()} />
  return <Editor key={data.id} protocol={data} />
}

function Editor({ protocol }: { protocol: ProtocolView }) {
  const t = useTexts(protocolTexts)
  const [draft, change, clear] = useDraft<{ edits: Record<string, string> }>(`protocol.${protocol.id}`, { edits: {} })
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const [asking, setAsking] = useState<'sign' | 'cancel' | null>(null)
  const [history, setHistory] = useState(false)
  const editable = protocol.status === 'draft'
  const edits = Object.fromEntries(
    Object.entries(draft.edits).filter(
      ([id, value]) => value !== (protocol.fields.find((field) => field.id === id)?.value ?? ''),
    ),
  )
  const dirty = Object.keys(edits).length > 0
  const missing = protocol.fields.filter((field) => protocol.missing.includes(field.id) && !edits[field.id]?.trim())
  useBlocker({ shouldBlockFn: () => false, enableBeforeUnload: dirty })

  const keep = (next: ProtocolView) => {
    queries.setQueryData(protocolQuery(protocol.id).queryKey, next)
    void queries.invalidateQueries({ queryKey: ['protocol', protocol.id, 'drafts'] })
    void queries.invalidateQueries({ queryKey: ['incident', String(protocol.incidentNumber)] })
  }
  const attempt = async (work: () => Promise<ProtocolView>, said?: string) => {
    setBusy(true)
    setProblem('')
    try {
      keep(await work())
      if (said) notifications.show({ message: said, color: 'leaf' })
      setAsking(null)
    } catch (error) {
      if (error instanceof ApiError && error.refused === 'changed-meanwhile') {
        await queries.invalidateQueries({ queryKey: protocolQuery(protocol.id).queryKey, exact: true })
        setProblem(t.changed)
      } else setProblem(problemOf(error))
    }
    setBusy(false)
  }
  const save = () =>
    attempt(async () => {
      const next = await patch<ProtocolView>(`/api/protocols/${protocol.id}`, {
        version: protocol.version,
        fields: edits,
      })
      clear()
      change({ edits: {} })
      return next
    }, t.saved)
  const pdf = `/api/protocols/${protocol.id}/pdf`

  return (
    <Page
      title={t.title(refOf(protocol))}
      actions={
        <LinkButton
          to="/incidents/$number"
          params={{ number: String(protocol.incidentNumber) }}
          variant="subtle"
          leftSection={<Icon name="back" size={18} />}
        >
          {t.back(protocol.incidentNumber)}
        </LinkButton>
      }
    >
      <div className="protocol">
        <div className="protocol-main">
          <FieldGroups
            protocol={protocol}
            edits={draft.edits}
            editable={editable}
            edit={(id, value) => change({ edits: { ...draft.edits, [id]: value } })}
          />
        </div>
        <aside className="protocol-side">
          <section className="card protocol-panel">
            <p>
              <span className="verdict" data-good={protocol.status === 'signed' ? '' : undefined}>
                {t[protocol.status]}
              </span>
              {protocol.number ? <strong> № {protocol.number}</strong> : null}
            </p>
            {editable ? (
              missing.length > 0 ? (
                <>
                  <p className="missing-count">{t.missing(missing.length)}</p>
                  <nav aria-label={t.jump}>
                    <ul className="jumps">
                      {missing.map((field) => (
                        <li key={field.id}>
                          <a
                            href={`#field-${field.id}`}
                            onClick={(event) => {
                              event.preventDefault()
                              jump(field.id)
                            }}
                          >
                            {field.label[protocol.lang]}
                          </a>
                        </li>
                      ))}
                    </ul>
                  </nav>
                </>
              ) : (
                <p className="note good">
                  <Icon name="check" size={18} />
                  {t.complete}
                </p>
              )
            ) : null}
            <div role="alert">{problem ? <p className="note warn">{problem}</p> : null}</div>
            <div className="stack">
              {editable ? (
                <Button onClick={() => void save()} loading={busy} disabled={!dirty}>
                  {t.save}
                </Button>
              ) : null}
              <Button
                component="a"
                href={pdf}
                target="_blank"
                rel="noreferrer"
                variant="default"
                leftSection={<Icon name="document" size={18} />}
              >
                {t.pdf}
              </Button>
              {editable ? (
                <Button
                  variant={missing.length === 0 && !dirty ? 'filled' : 'default'}
                  disabled={missing.length > 0 || dirty}
                  onClick={() => setAsking('sign')}
                >
                  {t.sign}
                </Button>
              ) : null}
              <Button variant="subtle" leftSection={<Icon name="history" size={18} />} onClick={() => setHistory(true)}>
                {t.history}
              </Button>
              {editable ? (
                <Button variant="subtle" color="brick" onClick={() => setAsking('cancel')}>
                  {t.cancel}
                </Button>
              ) : null}
            </div>
            {dirty ? <p className="soft small">{t.unsaved}</p> : null}
            <p className="soft small">{protocol.editionNote}</p>
          </section>
          {protocol.status === 'signed' ? <DecisionCard protocol={protocol} keep={keep} /> : null}
        </aside>
      </div>
      {editable && dirty ? (
        <div className="protocol-save">
          <Button onClick={() => void save()} loading={busy}>
            {t.save}
          </Button>
        </div>
      ) : null}
      <SignModal
        opened={asking === 'sign'}
        close={() => setAsking(null)}
        busy={busy}
        problem={problem}
        sign={(number) =>
          void attempt(
            () => post(`/api/protocols/${protocol.id}/sign`, { version: protocol.version, number }),
            t.signed,
          )
        }
      />
      <CancelModal
        opened={asking === 'cancel'}
        close={() => setAsking(null)}
        busy={busy}
        cancel={(reason) =>
          void attempt(
            () => post(`/api/protocols/${protocol.id}/cancel`, { version: protocol.version, reason }),
            t.cancelled,
          )
        }
      />
      <DraftHistory id={protocol.id} lang={protocol.lang} opened={history} close={() => setHistory(false)} />
    </Page>
  )
}

function jump(id: string): void {
  const field = document.getElementById(`field-${id}`)
  field?.scrollIntoView({
    block: 'center',
    behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth',
  })
  field?.focus({ preventScroll: true })
}
