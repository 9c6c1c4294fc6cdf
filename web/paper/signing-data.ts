import { queryOptions } from '@tanstack/react-query'
import type { SignatureRole, SignaturesView, SignatureView } from '../../src/paper/signature.ts'
import { get, post, queries } from '../api.ts'

/** What the signatures of a paper ask of the server. */

export interface SignedPaper {
  id: string
  status: 'draft' | 'signed' | 'cancelled'
  kind: string
  pdfHash: string | null
  version: number
}

export const signaturesQuery = (paper: Pick<SignedPaper, 'id' | 'version'>) =>
  queryOptions({
    queryKey: ['paper', paper.id, 'signatures', paper.version],
    queryFn: ({ signal }) => get<SignaturesView>(`/api/papers/${paper.id}/signatures`, signal),
    placeholderData: (before) => before,
  })

export const lockedUrl = (id: string) => `/api/papers/${id}/pdf`
export const signatureUrl = (paper: string, id: string) => `/api/papers/${paper}/signatures/${id}/file`

const again = (paper: SignedPaper) => queries.invalidateQueries({ queryKey: ['paper', paper.id, 'signatures'] })

/** The locked bytes; null when they could not be fetched, 'other' when they are not those that were locked. */
export async function fetchLocked(paper: SignedPaper): Promise<Uint8Array | 'other' | null> {
  try {
    const response = await fetch(lockedUrl(paper.id), { credentials: 'same-origin' })
    if (!response.ok) return null
    const bytes = new Uint8Array(await response.arrayBuffer())
    // Browsers count sums only on safe addresses; elsewhere the server finds it out when the signature comes.
    const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle
    if (!subtle || !paper.pdfHash) return bytes
    const sum = Array.from(new Uint8Array(await subtle.digest('SHA-256', bytes)), (byte) =>
      byte.toString(16).padStart(2, '0'),
    )
    return sum.join('') === paper.pdfHash ? bytes : 'other'
  } catch {
    return null
  }
}

export async function keepSigned(paper: SignedPaper, role: SignatureRole, cms: string): Promise<SignatureView> {
  const kept = await post<SignatureView>(`/api/papers/${paper.id}/signatures`, { role, cms })
  await again(paper)
  return kept
}

export async function keepScan(paper: SignedPaper, role: SignatureRole, file: File): Promise<SignatureView> {
  const form = new FormData()
  form.append('role', role)
  form.append('file', file)
  const kept = await post<SignatureView>(`/api/papers/${paper.id}/signatures`, form)
  await again(paper)
  return kept
}
