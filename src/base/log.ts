import { pino } from 'pino'

/**
 * The log holds event names, ids, counts, durations and error codes. Texts, names, phones and ИИН have no type that
 * fits, and what slips past the compiler is hidden when the line is written: chatter is forgotten, also here.
 */
export interface Log {
  debug: Write
  info: Write
  warn: Write
  error: Write
  /** A thrown error by its name, code and places in our code; never by its message, which may quote what people wrote. */
  fault<E extends string>(event: Literal<E>, error: unknown, fields?: Fields): void
}

export type Fields = Readonly<Record<string, number | boolean | Id | null | undefined>>

/** An identifier that is safe to write down; made by `id` alone. */
export type Id = string & { readonly [isId]: true }
declare const isId: unique symbol

type Literal<E extends string> = string extends E ? never : E
type Write = <E extends string>(event: Literal<E>, fields?: Fields) => void

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

const hidden = '[hidden]'
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const hash = /^[0-9a-f]{64}$/
const word = /^[A-Za-z0-9/][A-Za-z0-9_.:/-]{0,63}$/
const eventName = /^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$/

/** Marks a string as an identifier for the log; anything that is not shaped like one becomes "[hidden]". */
export function id(value: string): Id {
  return safeText(value) as Id
}

/** Opens the log: one JSON line an event, to standard output or to the given sink. */
export function openLog(options: { level: LogLevel; sink?: { write(line: string): void } }): Log {
  const settings = { level: options.level, base: null, timestamp: pino.stdTimeFunctions.isoTime, messageKey: 'event' }
  const out = options.sink ? pino(settings, options.sink) : pino(settings)
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error'): Write =>
    (event, fields) =>
      out[level](safeFields(fields), safeEvent(event))
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    fault: (event, error, fields) => out.error({ ...safeFields(fields), ...describe(error) }, safeEvent(event)),
  }
}

/** A log that writes nothing. */
export const silent: Log = openLog({ level: 'silent' })

function safeEvent(event: string): string {
  return eventName.test(event) && event.length <= 64 && !longNumber(event) ? event : hidden
}

function safeFields(fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue
    kept[/^[A-Za-z][A-Za-z0-9_]{0,31}$/.test(name) ? name : hidden] = safeValue(value)
  }
  return kept
}

function safeValue(value: unknown): unknown {
  if (value === null || typeof value === 'boolean') return value
  // Ten digits and more are a phone or an ИИН sooner than a count.
  if (typeof value === 'number') return Math.abs(value) < 1e9 ? value : hidden
  return typeof value === 'string' ? safeText(value) : hidden
}

function safeText(text: string): string {
  if (uuid.test(text) || hash.test(text)) return text
  return word.test(text) && !longNumber(text) ? text : hidden
}

/** Seven digits or more, however they are separated: a phone, an ИИН, a card. */
function longNumber(text: string): boolean {
  return /\d(?:[ _.:/()+-]*\d){6,}/.test(text)
}

function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error }
  const code = 'code' in error ? String(error.code) : undefined
  const at = (error.stack ?? '')
    .split('\n')
    .flatMap((line) => /\/((?:src|web|demo|bench)\/[a-z0-9/.-]+\.tsx?:\d+)/.exec(line)?.[1] ?? [])
    .slice(0, 8)
  return { ...safeFields({ error: error.name, code }), at }
}
