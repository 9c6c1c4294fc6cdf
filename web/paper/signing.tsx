import { Button, Checkbox, Select } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useRef, useState } from 'react'
import { type SignatureRole, signatureRoles } from '../../src/paper/signature.ts'
import { ApiError } from '../api.ts'
import { problemOf } from '../inspector/use-act.ts'
import { Card } from '../parts/card.tsx'
import { Icon } from '../parts/icon.tsx'
import { Failed } from '../parts/trouble.tsx'
import { useLocale, useTexts } from '../texts.ts'
import { ncalayerUrl, signByNcalayer } from './ncalayer.ts'
import { SignatureList } from './signature-list.tsx'
import { fetchLocked, keepScan, keepSigned, lockedUrl, type SignedPaper, signaturesQuery } from './signing-data.ts'
import { signingTexts } from './signing-texts.ts'
import './signing.css'

/** How a locked paper is signed: by a key in NCALayer, or by hand and scanned; and who has signed it. */
export function Signing({ paper, ncalayer = ncalayerUrl }: { paper: SignedPaper; ncalayer?: string }) {
  const t = useTexts(signingTexts)
  const locked = paper.status === 'signed' && paper.pdfHash !== null
  const { data, error, refetch } = useQuery({ ...signaturesQuery(paper), enabled: locked })
  return (
    <Card title={t.title} id="signing" count={data?.signatures.length ?? 0}>
      {locked ? (
        <>
          <Locked hash={paper.pdfHash ?? ''} />
          <Ways paper={paper} ncalayer={ncalayer} />
          {data ? <SignatureList paperId={paper.id} signatures={data.signatures} /> : null}
          {error && !data ? <Failed error={error} retry={() => void refetch()} /> : null}
        </>
      ) : (
        <p className="soft">{paper.status === 'cancelled' ? t.cancelled : t.draft}</p>
      )}
    </Card>
  )
}

function Locked({ hash }: { hash: string }) {
  const t = useTexts(signingTexts)
  return (
    <div className="locked">
      <Icon name="shield" />
      <div>
        <p>{t.locked}</p>
        <details>
          <summary>
            {t.hash}: <code>{hash.slice(0, 12)}…</code>
          </summary>
          <code className="locked-hash">{hash}</code>
        </details>
      </div>
    </div>
  )
}

function Ways({ paper, ncalayer }: { paper: SignedPaper; ncalayer: string }) {
  const t = useTexts(signingTexts)
  const locale = useLocale()
  const [role, setRole] = useState<SignatureRole>('officer')
  const [stamped, setStamped] = useState(true)
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState<'key' | 'scan' | null>(null)
  const stop = useRef<AbortController | null>(null)

  const during = async (what: 'key' | 'scan', work: () => Promise<string>) => {
    setBusy(what)
    setProblem('')
    const said = await work().catch((error) => {
      const known: Record<string, string | undefined> = t.refused
      return (error instanceof ApiError && known[error.id]) || problemOf(error)
    })
    setProblem(said)
    setBusy(null)
    if (!said) notifications.show({ message: t.added, color: 'leaf' })
  }
  const byKey = () =>
    during('key', async () => {
      const document = await fetchLocked(paper)
      if (!document) return t.noDocument
      if (document === 'other') return t.otherDocument
      stop.current = new AbortController()
      const signed = await signByNcalayer(document, { locale, stamped, url: ncalayer, signal: stop.current.signal })
      if ('cms' in signed) {
        await keepSigned(paper, role, signed.cms)
        return ''
      }
      switch (signed.fault) {
        case 'wrongKey':
          return t.wrongKey(signed.said)
        case 'cancelled':
          return t.wasCancelled
        case 'notInstalled':
        case 'timeout':
        case 'broken':
          return t[signed.fault]
      }
    })
  const byHand = (file: File) =>
    during('scan', async () => {
      await keepScan(paper, role, file)
      return ''
    })

  return (
    <div className="ways">
      <Select
        label={t.who}
        value={role}
        allowDeselect={false}
        disabled={busy !== null}
        data={signatureRoles.map((value) => ({ value, label: t.roles[value] }))}
        onChange={(value) => setRole(signatureRoles.find((one) => one === value) ?? 'officer')}
      />
      <div className="ways-key">
        <Button leftSection={<Icon name="key" size={18} />} loading={busy === 'key'} onClick={() => void byKey()}>
          {t.sign}
        </Button>
        <Checkbox
          size="md"
          label={t.stamp}
          checked={stamped}
          onChange={(event) => setStamped(event.currentTarget.checked)}
        />
      </div>
      <div role="status" aria-live="polite">
        {busy === 'key' ? (
          <p className="ways-wait">
            {t.waiting}{' '}
            <Button variant="subtle" size="compact-sm" onClick={() => stop.current?.abort()}>
              {t.stop}
            </Button>
          </p>
        ) : null}
        {problem ? (
          <p className="ways-problem">
            <Icon name="warning" size={18} />
            <span>{problem}</span>
          </p>
        ) : null}
      </div>
      <p className="soft small">{t.orByHand}</p>
      <div className="picker">
        <Button
          component="a"
          variant="default"
          href={lockedUrl(paper.id)}
          target="_blank"
          rel="noreferrer"
          leftSection={<Icon name="document" size={18} />}
        >
          {t.print}
        </Button>
        <FileButton label={t.camera} accept="image/*" camera take={byHand}>
          <Icon name="photo" size={18} />
        </FileButton>
        <FileButton label={t.scan} accept="application/pdf,image/*" busy={busy === 'scan'} take={byHand}>
          <Icon name="upload" size={18} />
        </FileButton>
      </div>
    </div>
  )
}

interface Choosing {
  label: string
  accept: string
  camera?: boolean
  busy?: boolean
  take: (file: File) => Promise<void>
  children: ReactNode
}

function FileButton({ label, accept, camera = false, busy = false, take, children }: Choosing) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={accept}
        {...(camera ? { capture: 'environment' as const } : {})}
        hidden
        tabIndex={-1}
        aria-label={label}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          if (file) void take(file)
          event.currentTarget.value = ''
        }}
      />
      <Button
        variant="default"
        {...(camera ? { className: 'touch-only' } : {})}
        leftSection={children}
        loading={busy}
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
    </>
  )
}
