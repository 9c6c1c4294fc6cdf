/** Learned weights as bytes: most are zero. */

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
  if (to !== length)
    throw new Error(`The model file holds ${to} weights; expected ${length}. Make it anew with "npm run train".`)
  return weights
}
