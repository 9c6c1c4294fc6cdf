import { z } from 'zod'
import type { OpenAccount } from './account.ts'
import { ChannelFault, type FaultKind } from './channel.ts'
import { openFiles } from './fetch-file.ts'
import { type Get, openWire, type Refusal } from './wire.ts'

/** Calls to the Graph API, and what its refusals mean: https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes */

/** Bytes of the largest file, a document; and the code when the person wrote over 24 hours ago: then only templates go. */
export const [fileLimit, outsideWindow] = [100 * 2 ** 20, 131047]

/** In own words: what Meta says may quote the token or a number. */
const known: [FaultKind, string, number, number[]][] = [
  ['revoked', 'the token or the account does not hold any more', 0, [0, 3, 10, 190, 200, 368, 131031]],
  ['later', 'too much at once', 6000, [130429, 131056]],
  ['later', 'too many calls, or held back as spam', 600_000, [4, 80007, 131048]],
  ['later', 'it is busy', 30_000, [1, 2, 131000, 131016]],
  ['gone', 'the person cannot be reached', 0, [131026]],
  ['window', 'over 24 hours since the person wrote, and no template', 0, [outsideWindow]],
  ['away', 'it does not work', 0, [-500]],
]

/** A refusal and the code that it came with; -1 for none. */
export class GraphFault extends ChannelFault {
  readonly code: number
  constructor(code: number, { status, retryAfterMs }: Omit<Refusal, 'body'> = { status: 400, retryAfterMs: 0 }) {
    const of = (one: number) => known.find(([, , , codes]) => codes.includes(one))
    const told = of(code > 200 && code < 300 ? 200 : code) ?? of(status >= 500 ? -500 : code)
    const [kind, words, wait] = told ?? ['refused', 'it does not take this', 0]
    const said = code < 0 ? '' : code
    super(kind, `WhatsApp: ${words} (${said || status}).`, { retryAfterMs: retryAfterMs || wait, said })
    this.code = code
  }
}

const ofMeta = /\.(fbsbx\.com|facebook\.com|fbcdn\.net|whatsapp\.net)$/

export function openGraph({ settings, secrets }: OpenAccount<'whatsapp'>, get: Get) {
  const root = `${settings.graphRoot}/${settings.graphVersion}`
  const headers = { authorization: `Bearer ${secrets.accessToken}` }
  const codeOf = ({ body }: Refusal) =>
    z.object({ error: z.object({ code: z.number() }) }).safeParse(body).data?.error.code ?? -1
  const call = openWire('WhatsApp', get, headers, (refusal) => new GraphFault(codeOf(refusal), refusal), root)
  const files = openFiles((url, init) => get(url, { ...init, headers }), fileLimit)
  return {
    call,
    /** A file that a person sent. Its address holds for minutes, so it is asked for each time. */
    media: (id: string) =>
      files(id, 0, async () => {
        const { url, file_size } = await call(
          encodeURIComponent(id),
          z.object({ url: z.url(), file_size: z.number().default(0) }),
        )
        const { hostname, host } = new URL(url)
        // The token goes to nobody else.
        if (file_size <= fileLimit && (ofMeta.test(hostname) || host === new URL(root).host)) return url
        throw new ChannelFault('refused', 'The file is too large, or lies with a stranger.')
      }),
  }
}
