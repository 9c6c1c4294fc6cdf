import { z } from 'zod'
import { type Category, categories, type Kind, kinds, type Urgency, urgencies } from './categories.ts'

/** A learned linear model: one row of quantised weights for every class of every head. */
export interface Model {
  /** How many buckets features are hashed into; a power of two. */
  buckets: number
  kind: Head<Kind>
  category: Head<Category>
  urgency: Head<Urgency>
}

export interface Head<Class extends string> {
  classes: readonly Class[]
  /** `weights[bucket * classes.length + class]`, in steps of `step`. */
  weights: Int8Array
  step: number
  bias: readonly number[]
  /** By how much words weigh more than what the rules saw. */
  gain: number
}

const headSchema = z.object({
  classes: z.array(z.string()).min(2),
  step: z.number().positive(),
  bias: z.array(z.number()),
  gain: z.number().positive(),
  /** Base64 of bytes made by `pack`. */
  weights: z.base64(),
})

/** The schema of the model file, the door through which learned weights come in. */
export const modelSchema = z.object({
  version: z.literal(1),
  buckets: z.number().int().min(1024).max(1 << 20),
  kind: headSchema,
  category: headSchema,
  urgency: headSchema,
})

export type ModelFile = z.infer<typeof modelSchema>

/** Parses the text of a model file; throws when it is not one, naming what is wrong. */
export function parseModel(json: string): Model {
  const parsed = modelSchema.safeParse(JSON.parse(json))
  if (!parsed.success) {
    throw new Error(`The model file is not a model: ${z.prettifyError(parsed.error)}. Make it anew with "npm run train".`)
  }
  const file = parsed.data
  return {
    buckets: file.buckets,
    kind: head(file.kind, kinds, file.buckets),
    category: head(file.category, categories, file.buckets),
    urgency: head(file.urgency, urgencies, file.buckets),
  }
}

/** A model that has learned nothing: the written rules decide alone. */
export function emptyModel(): Model {
  const empty = <Class extends string>(classes: readonly Class[]): Head<Class> => ({
    classes,
    weights: new Int8Array(1024 * classes.length),
    step: 1,
    bias: classes.map(() => 0),
    gain: 1,
  })
  return { buckets: 1024, kind: empty(kinds), category: empty(categories), urgency: empty(urgencies) }
}

function head<Class extends string>(file: ModelFile['kind'], classes: readonly Class[], buckets: number): Head<Class> {
  if (file.classes.join() !== classes.join() || file.bias.length !== classes.length) {
    throw new Error(`The model file knows the classes ${file.classes.join(', ')}; expected ${classes.join(', ')}. Make it anew with "npm run train".`)
  }
  const weights = unpack(Buffer.from(file.weights, 'base64'), buckets * classes.length)
  return { classes, weights, step: file.step, bias: file.bias, gain: file.gain }
}

/** Weights as bytes, runs of zeros shortened: a 0 is followed by the run's length in two bytes. */
export function pack(weights: Int8Array): Buffer {
  const out: number[] = []
  for (let at = 0; at < weights.length; ) {
    const weight = weights[at] ?? 0
    if (weight !== 0) {
      out.push(weight & 0xff)
      at += 1
      continue
    }
    let run = 1
    while (at + run < weights.length && weights[at + run] === 0 && run < 0xffff) run += 1
    out.push(0, run & 0xff, run >> 8)
    at += run
  }
  return Buffer.from(out)
}

/** The reverse of `pack`; throws when the bytes do not make exactly `length` weights. */
export function unpack(bytes: Uint8Array, length: number): Int8Array {
  const weights = new Int8Array(length)
  let to = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte === 0) {
      to += (bytes[at + 1] ?? 0) + ((bytes[at + 2] ?? 0) << 8)
      at += 2
    } else if (to < length) {
      weights[to] = (byte << 24) >> 24
      to += 1
    } else to += 1
  }
  if (to !== length) throw new Error(`The model file holds ${to} weights; expected ${length}. Make it anew with "npm run train".`)
  return weights
}
