import { z } from 'zod'

/** An account of a department with a messenger: a bot, a number, a connection. */

export const accountKinds = ['telegram', 'whatsapp', 'max', 'matrix', 'open'] as const
export type AccountKind = (typeof accountKinds)[number]

export const accountStates = ['starting', 'working', 'unreachable', 'revoked', 'misconfigured', 'paused'] as const
export type AccountState = (typeof accountStates)[number]

const address = z
  .url({ protocol: /^https?$/, error: 'an address such as https://example.org' })
  .max(300)
  .refine(mayBeCalled, 'an address of a server, without a name and a password in it')
  .transform((url) => url.replace(/\/+$/, ''))
/**
 * A server may stand in the department's own network, but nothing of ours is at addresses of this link alone (RFC 3927,
 * RFC 4291 §2.5.6): there a cloud keeps the keys of its machines. What stands before an @ would lie open on the page.
 */
function mayBeCalled(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { hostname, username, password } = new URL(url)
  const ofTheLink =
    /^(169\.254\.|0\.0\.0\.0$|\[fe[89ab]|\[::\]|\[::ffff:a9fe:|\[fd00:ec2::254\]|metadata\.google\.internal\.?$)/i
  return username === '' && password === '' && !ofTheLink.test(hostname)
}
/** The messenger's own address; another one only for a server of one's own, or a stand-in. */
const root = (usual: string) => address.default(usual)
/** A secret stands in headers and addresses, so it has no spaces and no slashes. */
const secret = z
  .string()
  .trim()
  .regex(/^[\w.~+=:|-]{1,600}$/, 'a token without spaces')
/** Made by us where the administrator gives none. */
const ownSecret = secret.optional()

/** What an account of each kind is set up with, and what of it is secret. */
export const accountShapes = {
  telegram: {
    settings: z.object({
      apiRoot: root('https://api.telegram.org'),
      /** Asked by us again and again, or called by Telegram at our public address. */
      mode: z.enum(['polling', 'webhook']).default('polling'),
    }),
    secrets: z.object({
      token: z
        .string()
        .trim()
        .regex(/^\d{1,20}:[\w-]{1,200}$/, 'a token of @BotFather, such as 123456:ABC'),
      /** What Telegram sends with each call: X-Telegram-Bot-Api-Secret-Token. */
      webhookSecret: ownSecret,
    }),
  },
  whatsapp: {
    settings: z.object({
      graphRoot: root('https://graph.facebook.com'),
      graphVersion: z
        .string()
        .regex(/^v\d{1,3}\.\d$/, 'a version such as v23.0')
        .default('v23.0'),
      phoneNumberId: z.string().regex(/^\d{1,30}$/, 'the id of the number: digits'),
      /** The template for a first word outside the 24 hours, if the account has one. */
      template: z.string().max(512).default(''),
    }),
    secrets: z.object({ accessToken: secret, appSecret: secret, verifyToken: secret }),
  },
  max: {
    settings: z.object({
      apiRoot: root('https://platform-api2.max.ru'),
      mode: z.enum(['polling', 'webhook']).default('polling'),
    }),
    secrets: z.object({ token: secret, webhookSecret: ownSecret }),
  },
  matrix: {
    settings: z.object({
      homeserver: address,
      userId: z.string().regex(/^@[^\s:]{1,200}:[^\s]{1,200}$/, 'an address such as @uchastok:example.org'),
    }),
    secrets: z.object({ accessToken: secret }),
  },
  open: {
    /** Where events are sent; without it the connected system asks for them. */
    settings: z.object({ webhookUrl: address.nullable().default(null) }),
    secrets: z.object({ key: secret, webhookSecret: secret }),
  },
} as const satisfies Record<AccountKind, { settings: z.ZodObject; secrets: z.ZodObject }>

/** Whether other settings would bring a token that was entered for one server to another. */
export function isOtherServer(before: object, after: object): boolean {
  const [from, to] = [before, after] as Record<string, unknown>[]
  return ['apiRoot', 'graphRoot', 'homeserver'].some((root) => from?.[root] !== to?.[root])
}

export type SettingsOf<K extends AccountKind> = z.output<(typeof accountShapes)[K]['settings']>
export type SecretsOf<K extends AccountKind> = z.output<(typeof accountShapes)[K]['secrets']>

/** What a channel is opened with. */
export interface OpenAccount<K extends AccountKind = AccountKind> {
  id: string
  /** The name of its channel: `telegram:<id>`. */
  name: string
  settings: SettingsOf<K>
  secrets: SecretsOf<K>
  /** Where to go on reading, as the channel last told through `health`. */
  cursor: string | null
  /** The whole address that the messenger calls; null where PUBLIC_URL is not set. */
  hookUrl: string | null
}

/** The name of an account's channel, as it stands in `chat.channel`. */
export const channelName = (kind: AccountKind, id: string): string => `${kind}:${id}`

/** The account's id of such a name; null for the channels that have no account. */
export function accountOfChannel(name: string): string | null {
  const [kind = '', id = ''] = name.split(':')
  return (accountKinds as readonly string[]).includes(kind) && id !== '' ? id : null
}
