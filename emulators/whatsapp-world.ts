/** Who and what there is in the stand-in for WhatsApp: people, what was said to them, files, templates. */

export interface Person {
  /** The number: digits. */
  waId: string
  /** The business-scoped id: https://docs.360dialog.com/docs/resources/phone-numbers/usernames-and-bsuid */
  userId: string
  name: string
  /** A user name hides the number. */
  hidden: boolean
  /** Cannot be reached: 131026. */
  blocked: boolean
}

/** What the business said, as the phone shows it. */
export interface Shown {
  id: string
  to: string
  type: string
  text: string
  replyTo: string | null
  buttons: { id: string; text: string }[]
  media: string | null
  /** Of a template: its name and language. */
  template: string | null
  status: 'accepted' | 'sent' | 'delivered' | 'read' | 'failed'
  preview: boolean
  /** `biz_opaque_callback_data`: comes back with each status. */
  callback: string | null
  at: number
}

export interface Media {
  bytes: Buffer
  mime: string
  /** Told in its place, so that a test needs no 100 MB. */
  size: number
  gone: boolean
}

export interface World {
  now: () => Date
  people: Map<string, Person>
  /** Groups hold eight at most: https://developers.facebook.com/documentation/business-messaging/whatsapp/groups/ */
  groups: Map<string, Person[]>
  /** When each person last wrote: the 24 hours. */
  lastWrote: Map<string, number>
  shown: Shown[]
  media: Map<string, Media>
  /** Addresses of files, and until when they hold. */
  links: Map<string, { media: string; until: number }>
  /** `name/language` and how many places the body has. */
  templates: Map<string, number>
  read: string[]
  reactions: { message: string; emoji: string }[]
  next: number
}

export function openWorld(now: () => Date): World {
  const [shown, read, reactions] = [[], [], []]
  const maps = { people: new Map(), groups: new Map(), lastWrote: new Map(), media: new Map(), links: new Map() }
  return { now, ...maps, templates: new Map(), shown, read, reactions, next: 1000 }
}

export const nextWamid = (world: World): string =>
  `wamid.${Buffer.from(`77250000000:${world.next++}`)
    .toString('base64')
    .replace(/=+$/, '')}`

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes: the body of a refusal. */
export class GraphError extends Error {
  readonly code: number
  readonly status: number
  readonly subcode: number | null
  constructor(code: number, title: string, status = 400, subcode: number | null = null) {
    super(title)
    this.code = code
    this.status = status
    this.subcode = subcode
  }
  body(): object {
    const { code, subcode } = this
    return {
      error: {
        message: `(#${code}) ${this.message}`,
        type: 'OAuthException',
        code,
        ...(subcode && { error_subcode: subcode }),
        error_data: { messaging_product: 'whatsapp', details: this.message },
        fbtrace_id: 'Az8or2yhqkZfEZ-_4Qn_Bam',
      },
    }
  }
}
