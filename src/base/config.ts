import { z } from 'zod'
import { logLevels } from './log.ts'

const blank = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value)
const megabytes = (fallback: number, most: number) =>
  z.preprocess(
    blank,
    z.coerce
      .number({ error: `a number of megabytes, 1 to ${most}` })
      .int(`a whole number of megabytes, 1 to ${most}`)
      .min(1, `a number of megabytes, 1 to ${most}`)
      .max(most, `a number of megabytes, 1 to ${most}`)
      .default(fallback)
      .transform((value) => value * 1024 * 1024),
  )
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blank, schema.optional())
const isKey = (text: string) => /^[A-Za-z0-9+/_-]{43}=?$/.test(text)
const keyRule = '32 bytes in base64, such as `openssl rand -base64 32` gives'
const portRule = 'a port number, 0 to 65535 (0 takes any free one)'

const shape = z.object({
  HOST: z.preprocess(
    blank,
    z
      .string()
      .regex(/^[A-Za-z0-9.:_-]+$/, 'an address or a host name to listen on, such as 127.0.0.1 or 0.0.0.0')
      .default('127.0.0.1'),
  ),
  PORT: z.preprocess(
    blank,
    z.coerce.number({ error: portRule }).int(portRule).min(0, portRule).max(65535, portRule).default(8080),
  ),
  UCHASTOK_DATA: z.preprocess(blank, z.string().default('./data')),
  DATABASE_URL: optional(
    z.string().regex(/^postgres(ql)?:\/\/\S+$/, 'an address like postgres://user:password@host:5432/database'),
  ),
  DATABASE_CONNECTIONS: z.preprocess(
    blank,
    z.coerce
      .number({ error: 'a number of connections, 2 to 200' })
      .int('a whole number of connections, 2 to 200')
      .min(2, 'a number of connections, 2 to 200')
      .max(200, 'a number of connections, 2 to 200')
      .default(10),
  ),
  UCHASTOK_KEY: optional(
    z
      .string()
      .trim()
      .refine(isKey, keyRule)
      .transform((text) => Buffer.from(text, 'base64')),
  ),
  UCHASTOK_OLD_KEYS: optional(
    z
      .string()
      .transform((text) => text.split(',').map((one) => one.trim()))
      .refine((all) => all.every(isKey), `${keyRule}, with commas between`)
      .transform((all) => all.map((one) => Buffer.from(one, 'base64'))),
  ),
  LOG_LEVEL: z.preprocess(blank, z.enum(logLevels, { error: `one of ${logLevels.join(', ')}` }).default('info')),
  PUBLIC_URL: optional(
    z
      .url({ protocol: /^https?$/, error: 'the address people open, such as https://uchastok.example.kz' })
      .transform((url) => url.replace(/\/+$/, '')),
  ),
  TRUST_PROXY: z.preprocess(
    blank,
    z
      .string()
      .regex(/^(true|false|[0-9A-Fa-f.:/, ]+)$/, 'true, false, or the addresses of the proxies with commas between')
      .default('false')
      .transform((text) => (text === 'true' ? true : text === 'false' ? false : text)),
  ),
  PHOTO_LIMIT_MB: megabytes(25, 200),
  VIDEO_LIMIT_MB: megabytes(100, 2000),
  NODE_ENV: z.preprocess(
    blank,
    z.enum(['production', 'development', 'test'], { error: 'production, development or test' }).default('production'),
  ),
})

/** The settings of one process. Sizes in bytes. */
export type Config = ReturnType<typeof readConfig>

/** Reads the settings from environment variables; throws one error that names every wrong one and what was expected. */
export function readConfig(env: Readonly<Record<string, string | undefined>>) {
  const read = shape.safeParse(env)
  if (!read.success) {
    const lines = read.error.issues.map(
      ({ path, message }) => `  ${path.join('.')}: expected ${message}, got ${shown(path, env)}`,
    )
    throw new Error(
      `These settings are not right:\n${lines.join('\n')}\nCorrect them in the environment and start again.`,
    )
  }
  const { data } = read
  return {
    host: data.HOST,
    port: data.PORT,
    dataDir: data.UCHASTOK_DATA,
    databaseUrl: data.DATABASE_URL ?? null,
    databaseConnections: data.DATABASE_CONNECTIONS,
    sealKey: data.UCHASTOK_KEY ?? null,
    oldSealKeys: data.UCHASTOK_OLD_KEYS ?? [],
    logLevel: data.LOG_LEVEL,
    publicUrl: data.PUBLIC_URL ?? null,
    trustProxy: data.TRUST_PROXY,
    photoLimit: data.PHOTO_LIMIT_MB,
    videoLimit: data.VIDEO_LIMIT_MB,
    mode: data.NODE_ENV,
  }
}

/** An address of a database holds its password, so it is not shown; no more is a key. */
function shown(path: readonly PropertyKey[], env: Readonly<Record<string, string | undefined>>): string {
  const name = String(path[0])
  return /^(DATABASE_URL|UCHASTOK_(OLD_)?KEYS?)$/.test(name)
    ? 'something else (not shown)'
    : JSON.stringify(env[name]?.slice(0, 80))
}
