import type { SignatureView, SignerRead } from '../../src/paper/signature.ts'
import { Icon } from '../parts/icon.tsx'
import { dayAndTime, useLocale, useTexts } from '../texts.ts'
import { signatureUrl } from './signing-data.ts'
import { signingTexts } from './signing-texts.ts'

/** Who has signed, and what of it could be checked, in words. */
export function SignatureList({ paperId, signatures }: { paperId: string; signatures: SignatureView[] }) {
  const t = useTexts(signingTexts)
  if (signatures.length === 0) return <p className="soft">{t.none}</p>
  return (
    <ul className="signatures" aria-label={t.title}>
      {signatures.map((one) => (
        <Signature key={one.id} paperId={paperId} signature={one} />
      ))}
    </ul>
  )
}

function Signature({ paperId, signature }: { paperId: string; signature: SignatureView }) {
  const t = useTexts(signingTexts)
  const locale = useLocale()
  const { role, way, state, check, at, byName } = signature
  const signers = check?.signers ?? []
  const gost = signers.some(({ algorithm }) => algorithm.startsWith('ГОСТ'))
  const warnings = [
    signature.current ? '' : t.other,
    check?.inTerm === false ? t.ended : '',
    signers.some(({ use }) => use === 'enter') ? t.enterKey : '',
    signature.nameDiffers ? t.nameDiffers(signers.map(({ name }) => name).join(', '), byName) : '',
  ].filter(Boolean)
  const url = signatureUrl(paperId, signature.id)
  return (
    <li>
      <Icon name={way === 'scan' ? 'document' : 'key'} />
      <div className="signature-text">
        <strong>{t.roles[role]}</strong>
        {signers.map((signer) => (
          <Signer key={signer.serial} signer={signer} />
        ))}
        <p className="signature-state" data-good={state === 'valid' && warnings.length === 0 ? '' : undefined}>
          {t.states[state === 'notVerifiable' && gost ? 'gost' : state]}
        </p>
        {warnings.map((text) => (
          <p key={text} className="signature-warning">
            <Icon name="warning" size={16} />
            <span>{text}</span>
          </p>
        ))}
        <small>
          {dayAndTime(at, locale)} · {t.keptBy(byName)} ·{' '}
          {way === 'scan' ? (
            <a href={url} target="_blank" rel="noreferrer">
              {t.openScan}
            </a>
          ) : (
            <a href={url} download={`${role}-${signature.id.slice(-8)}.p7s`}>
              {t.download}
            </a>
          )}
        </small>
      </div>
    </li>
  )
}

function Signer({ signer }: { signer: SignerRead }) {
  const t = useTexts(signingTexts)
  const locale = useLocale()
  const facts = [
    signer.iin ? `${t.iin} ${signer.iin}` : '',
    signer.org ?? '',
    signer.bin ? `${t.bin} ${signer.bin}` : '',
    signer.algorithm,
    signer.signedAt ? dayAndTime(signer.signedAt, locale) : '',
    signer.timeStamped ? t.stamped : '',
  ]
  return (
    <p>
      {t.byCertificate}: {signer.name || '—'}
      <small>{facts.filter(Boolean).join(' · ')}</small>
    </p>
  )
}
