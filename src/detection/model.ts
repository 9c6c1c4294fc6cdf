import { z } from 'zod'
import { categories, kinds, langs, routes, urgencies } from './categories.ts'
import type { Net } from './conversation.ts'
import { pack, unpack } from './pack.ts'

/** What the words of a message are asked for. */
export const headClasses = { kind: kinds, category: categories, urgency: urgencies, route: routes, lang: langs } as const
export type HeadName = keyof typeof headClasses
export const headNames = Object.keys(headClasses) as HeadName[]

/** What is asked of other things than whole messages: a message and a happening, a word of a place's name, a message of two subjects, a word's language. */
export const askClasses = { tie: ['together'], place: ['outside', 'first', 'inside'], also: ['one', 'two'], word: ['ru', 'kk'] } as const
export type AskName = keyof typeof askClasses
export const askNames = Object.keys(askClasses) as AskName[]

/** A learned linear model, quantised. */
export interface Model {
  /** How many buckets features are hashed into; a power of two. */
  buckets: number
  /** Classes of all heads together: the length of a row. */
  width: number
  /** `weights[bucket * width + head.from + class]`, in steps of the head's `step`. */
  weights: Int8Array
  heads: Record<HeadName, Head>
  asks: Record<AskName, Ask>
  /** What the conversation adds to the kinds; null where nothing was learned. */
  net: Net | null
  /** From which likelihood a report of a route is said to be one. */
  thresholds: Thresholds
}

export interface Head {
  /** Where its classes begin in a row. */
  from: number
  size: number
  step: number
  bias: readonly number[]
  /** By how much words weigh more than what the rules saw. */
  gain: number
  /** Scores are divided by it, so that likelihoods are as sure as they are right. */
  temperature: number
}

export interface Ask {
  buckets: number
  size: number
  weights: Int8Array
  step: number
  bias: readonly number[]
}

export type Thresholds = { emergency: number; other: number }

const headSchema = z.object({
  step: z.number().positive(),
  bias: z.array(z.number()),
  gain: z.number().positive(),
  temperature: z.number().positive(),
})
const bucketsSchema = z.int().min(1024).max(1 << 20)
const askSchema = z.object({
  buckets: bucketsSchema,
  step: z.number().positive(),
  bias: z.array(z.number()),
  weights: z.base64(),
})
const share = z.number().min(0).max(1)

/** The schema of the model file, the door through which learned weights come in; weights are base64 of bytes made by `pack`. */
export const modelSchema = z.object({
  version: z.literal(2),
  buckets: bucketsSchema,
  classes: z.record(z.string(), z.array(z.string())),
  heads: z.record(z.enum(headNames), headSchema),
  weights: z.base64(),
  asks: z.record(z.enum(askNames), askSchema),
  net: z
    .object({
      inputs: z.int().positive(),
      hidden: z.int().positive(),
      outputs: z.int().positive(),
      mean: z.array(z.number()),
      scale: z.array(z.number()),
      first: z.array(z.number()),
      second: z.array(z.number()),
    })
    .nullable(),
  thresholds: z.object({ emergency: share, other: share }),
})

export type ModelFile = z.infer<typeof modelSchema>

const anew = 'Make it anew with "npm run train".'
const classesOf = { ...headClasses, ...askClasses }

/** Parses the text of a model file; throws when it is not one, naming what is wrong. */
export function parseModel(json: string): Model {
  const parsed = modelSchema.safeParse(JSON.parse(json))
  if (!parsed.success) throw new Error(`The model file is not a model: ${z.prettifyError(parsed.error)}. ${anew}`)
  const file = parsed.data
  for (const [name, classes] of Object.entries(classesOf)) {
    const known = file.classes[name]
    if (known?.join() !== classes.join())
      throw new Error(`The model file knows ${name} as ${known?.join(', ')}; expected ${classes.join(', ')}. ${anew}`)
  }
  const width = rowWidth()
  return {
    buckets: file.buckets,
    width,
    weights: unpack(Buffer.from(file.weights, 'base64'), file.buckets * width),
    heads: headsOf((name) => {
      const head = file.heads[name]
      if (head.bias.length !== headClasses[name].length) throw new Error(`The model file has ${head.bias.length} biases for ${name}. ${anew}`)
      return head
    }),
    asks: Object.fromEntries(
      askNames.map((name) => {
        const { buckets, step, bias, weights } = file.asks[name]
        const size = askClasses[name].length
        return [name, { buckets, size, step, bias, weights: unpack(Buffer.from(weights, 'base64'), buckets * size) }]
      }),
    ) as unknown as Record<AskName, Ask>,
    net: file.net === null ? null : readNet(file.net),
    thresholds: file.thresholds,
  }
}

function readNet({ inputs, hidden, outputs, mean, scale, first, second }: NonNullable<ModelFile['net']>): Net {
  const sized = mean.length === inputs && scale.length === inputs && first.length === hidden * (inputs + 1) && second.length === outputs * (hidden + 1)
  if (!sized || outputs !== kinds.length) throw new Error(`The net of the model file does not have the sizes it names. ${anew}`)
  return { inputs, hidden, outputs, mean, scale, first: Float32Array.from(first), second: Float32Array.from(second) }
}

/** The text of a model's file. */
export function writeModel(model: Model): string {
  const base64 = (weights: Int8Array): string => pack(weights).toString('base64')
  const file: ModelFile = {
    version: 2,
    buckets: model.buckets,
    classes: Object.fromEntries(Object.entries(classesOf).map(([name, classes]) => [name, [...classes]])),
    heads: Object.fromEntries(
      headNames.map((name) => {
        const { step, bias, gain, temperature } = model.heads[name]
        return [name, { step, bias: [...bias], gain, temperature }]
      }),
    ) as ModelFile['heads'],
    weights: base64(model.weights),
    asks: Object.fromEntries(
      askNames.map((name) => {
        const { buckets, step, bias, weights } = model.asks[name]
        return [name, { buckets, step, bias: [...bias], weights: base64(weights) }]
      }),
    ) as ModelFile['asks'],
    net: model.net === null ? null : { ...model.net, mean: [...model.net.mean], scale: [...model.net.scale], first: rounded(model.net.first), second: rounded(model.net.second) },
    thresholds: model.thresholds,
  }
  return JSON.stringify(file)
}

/** A model that has learned nothing: the written rules decide alone. */
export function emptyModel(): Model {
  const buckets = 1024
  const width = rowWidth()
  return {
    buckets,
    width,
    weights: new Int8Array(buckets * width),
    heads: headsOf((name) => ({ step: 1, gain: 1, temperature: 1, bias: headClasses[name].map(() => 0) })),
    asks: Object.fromEntries(
      askNames.map((name) => {
        const size = askClasses[name].length
        return [name, { buckets, size, step: 1, bias: askClasses[name].map(() => 0), weights: new Int8Array(buckets * size) }]
      }),
    ) as unknown as Record<AskName, Ask>,
    net: null,
    thresholds: { emergency: 0.5, other: 0.5 },
  }
}

const rounded = (values: Float32Array): number[] => Array.from(values, (value) => Math.round(value * 1e4) / 1e4)

function rowWidth(): number {
  return headNames.reduce((sum, name) => sum + headClasses[name].length, 0)
}

/** The heads side by side in a row, in the order of their names. */
export function headsOf(make: (name: HeadName) => Omit<Head, 'from' | 'size'>): Record<HeadName, Head> {
  let from = 0
  const heads = {} as Record<HeadName, Head>
  for (const name of headNames) {
    const size = headClasses[name].length
    heads[name] = { ...make(name), from, size }
    from += size
  }
  return heads
}
