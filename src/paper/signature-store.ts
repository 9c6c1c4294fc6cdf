import { maybeOne, query, type Read, type Write } from '../base/database.ts'
import { noteFile } from '../base/file-store.ts'
import type { KeptMedia } from '../base/keep-media.ts'
import {
  maybeSameName,
  type SignatureCheck,
  type SignatureRole,
  type SignatureState,
  type SignatureView,
} from './signature.ts'

export interface LockedPaper {
  id: string
  incidentId: string
  kind: string
  status: string
  /** SHA-256 of the PDF that was locked; null for a draft. */
  pdfHash: string | null
}

/** The paper as signing knows it, or null. */
export function findLockedPaper(db: Read, departmentId: string, id: string): Promise<LockedPaper | null> {
  return maybeOne(
    db,
    `select id, incident_id as "incidentId", kind, status, pdf_hash as "pdfHash" from paper
     where department_id = $1 and id = $2`,
    [departmentId, id],
  )
}

/** The same, held until the transaction ends, so that it is not cancelled meanwhile. */
export function holdLockedPaper(tx: Write, departmentId: string, id: string): Promise<LockedPaper | null> {
  return maybeOne(
    tx,
    `select id, incident_id as "incidentId", kind, status, pdf_hash as "pdfHash" from paper
     where department_id = $1 and id = $2 for update`,
    [departmentId, id],
  )
}

export interface NewSignature {
  departmentId: string
  id: string
  paperId: string
  role: SignatureRole
  way: 'ncalayer' | 'scan'
  file: KeptMedia
  signedHash: string
  state: SignatureState
  check: SignatureCheck | null
  byAccount: string
}

/** Keeps a signature with its file. */
export async function addSignature(tx: Write, signature: NewSignature, now: Date): Promise<void> {
  await noteFile(tx, signature.file, now)
  await query(
    tx,
    `insert into paper_signature
       (department_id, id, paper_id, role, way, file_hash, signed_hash, state, details, by_account, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[signature.departmentId, signature.id, signature.paperId, signature.role, signature.way, signature.file.hash],
      ...[signature.signedHash, signature.state, JSON.stringify({ check: signature.check }), signature.byAccount, now],
    ],
  )
}

/** The id of the signature that these bytes already are under the same document and in the same role. */
export async function sameSignature(
  db: Read,
  departmentId: string,
  paperId: string,
  { role, fileHash, signedHash }: { role: SignatureRole; fileHash: string; signedHash: string },
): Promise<string | null> {
  const found = await maybeOne<{ id: string }>(
    db,
    `select id from paper_signature
     where department_id = $1 and paper_id = $2 and role = $3 and file_hash = $4 and signed_hash = $5 limit 1`,
    [departmentId, paperId, role, fileHash, signedHash],
  )
  return found?.id ?? null
}

interface Row {
  id: string
  role: SignatureRole
  way: 'ncalayer' | 'scan'
  state: SignatureState
  at: Date
  byName: string
  signedHash: string
  mime: string
  size: number
  details: { check: SignatureCheck | null }
}

/** The signatures of a paper, oldest first. ИИН are shown by their last four digits; the whole is in the CMS. */
export async function signaturesOf(db: Read, departmentId: string, paper: LockedPaper): Promise<SignatureView[]> {
  const rows = await query<Row>(
    db,
    `select s.id, s.role, s.way, s.state, s.at, a.name as "byName", s.signed_hash as "signedHash", f.mime,
       f.size::float8 as size, s.details
     from paper_signature s join account a on a.id = s.by_account join file f on f.hash = s.file_hash
     where s.department_id = $1 and s.paper_id = $2 order by s.at, s.id`,
    [departmentId, paper.id],
  )
  return rows.map(({ details: { check }, at, ...row }) => ({
    ...row,
    at: at.toISOString(),
    current: row.signedHash === paper.pdfHash,
    check: check && { ...check, signers: check.signers.map((one) => ({ ...one, iin: lastDigits(one.iin) })) },
    nameDiffers:
      row.role === 'officer' && (check?.signers ?? []).some(({ name }) => name && !maybeSameName(row.byName, name)),
  }))
}

const lastDigits = (iin: string | null) => (iin ? `••••••••${iin.slice(-4)}` : null)

/** Where the file of a signature lies, and what it is. */
export function signatureFile(
  db: Read,
  departmentId: string,
  paperId: string,
  id: string,
): Promise<{ hash: string; mime: string } | null> {
  return maybeOne(
    db,
    `select f.hash, f.mime from paper_signature s join file f on f.hash = s.file_hash
     where s.department_id = $1 and s.paper_id = $2 and s.id = $3`,
    [departmentId, paperId, id],
  )
}
