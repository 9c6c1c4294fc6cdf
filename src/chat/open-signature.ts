import { createHmac } from 'node:crypto'
import { sameSecret } from './bounded.ts'

/** How a call is signed, in either direction: HMAC-SHA256 of `<seconds>.<body>` in hex. */
export const openSignature = (secret: string, seconds: string, body: string | Buffer): string =>
  `sha256=${createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex')}`

/** So far the clocks may differ, and so long a call may be played again, in seconds. */
const window = 300

/** Why a signature does not hold, or null. */
export function wrongSignature(
  secret: string,
  given: { seconds: string | undefined; signature: string | undefined },
  body: string | Buffer,
  now: Date,
): string | null {
  const seconds = given.seconds ?? ''
  if (!/^\d{9,11}$/.test(seconds)) return 'X-Uchastok-Timestamp: seconds since 1970 expected.'
  if (Math.abs(now.getTime() / 1000 - Number(seconds)) > window)
    return `X-Uchastok-Timestamp: within ${window} seconds of ${Math.floor(now.getTime() / 1000)} expected, got ${seconds}.`
  return sameSecret(given.signature, openSignature(secret, seconds, body))
    ? null
    : 'X-Uchastok-Signature: sha256=<HMAC-SHA256 of "<timestamp>.<body>" in hex> expected.'
}
