import pg from 'pg'

function toNumber(text: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    throw new Error(`${text} does not fit a number of JavaScript.`)
  return value
}

const { INT8, NUMERIC, DATE } = pg.types.builtins
const arrays = { int8: 1016, numeric: 1231, date: 1182 }

/** Reads int8 and numeric as numbers (throws past 2^53), date as its text; the rest as `pg` does. */
export function getTypeParser(oid: number, format?: 'text' | 'binary') {
  if (oid === INT8 || oid === NUMERIC) return toNumber
  if (oid === DATE) return (text: string) => text
  if (oid === arrays.date) return pg.types.getTypeParser(1009 as never, 'text')
  if (oid === arrays.int8 || oid === arrays.numeric) {
    const texts = pg.types.getTypeParser(1009 as never, 'text') as unknown as (text: string) => (string | null)[]
    return (text: string) => texts(text).map((item) => (item === null ? null : toNumber(item)))
  }
  return pg.types.getTypeParser(oid as never, format as never)
}
