import type { z } from 'zod'
import type { Both, PaperLang } from './law.ts'

/** What is wrong with data of the law that a person brings: the field, what was expected there, what stands there. */
export interface LawProblem {
  /** «articles.3.parts.0.sanctions.1.kind», or the part: «505(1).warningFirst». */
  field: string
  expected: Both
  got: string
}

/** «поле: ожидалось …, получено …». */
export function sayProblem({ field, expected, got }: LawProblem, lang: PaperLang): string {
  const where = field ? `${field}: ` : ''
  if (lang === 'ru') return `${where}ожидалось: ${expected.ru}${got ? `; получено: ${got}` : ''}`
  return `${where}керегі: ${expected.kk}${got ? `; келгені: ${got}` : ''}`
}

const types: Record<string, Both> = {
  string: { ru: 'текст', kk: 'мәтін' },
  number: { ru: 'число', kk: 'сан' },
  boolean: { ru: 'true или false', kk: 'true немесе false' },
  array: { ru: 'список', kk: 'тізім' },
  object: { ru: 'объект', kk: 'объект' },
  record: { ru: 'объект', kk: 'объект' },
  null: { ru: 'null', kk: 'null' },
  tuple: { ru: 'пара чисел', kk: 'қос сан' },
}

/** What a zod schema complains of, in words of both languages; `root` is what was parsed. */
export function problemsOf(error: z.ZodError, root: unknown, within = ''): LawProblem[] {
  return error.issues.map((issue) => {
    const field = [within, ...issue.path.map(String)].filter(Boolean).join('.')
    return { field, expected: expectation(issue), got: shown(issue, at(root, issue.path)) }
  })
}

function expectation(issue: z.core.$ZodIssue): Both {
  switch (issue.code) {
    case 'invalid_type':
      return types[issue.expected] ?? { ru: issue.expected, kk: issue.expected }
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ')
      return { ru: `одно из: ${values}`, kk: `мыналардың бірі: ${values}` }
    }
    case 'unrecognized_keys':
      return { ru: 'нет лишних полей', kk: 'артық өрістер болмауы' }
    case 'too_small':
      if (issue.origin === 'string')
        return { ru: `не короче ${issue.minimum} знаков`, kk: `кемінде ${issue.minimum} таңба` }
      if (!issue.inclusive) return { ru: `больше ${issue.minimum}`, kk: `${issue.minimum} санынан көп` }
      return { ru: `не меньше ${issue.minimum}`, kk: `кемінде ${issue.minimum}` }
    case 'too_big':
      if (issue.origin === 'string')
        return { ru: `не длиннее ${issue.maximum} знаков`, kk: `${issue.maximum} таңбадан аспауы` }
      return { ru: `не больше ${issue.maximum}`, kk: `${issue.maximum} санынан аспауы` }
    case 'invalid_format':
      return issue.format === 'url'
        ? { ru: 'адрес страницы https://…', kk: 'https://… түріндегі бет мекенжайы' }
        : { ru: `запись вида ${issue.pattern ?? issue.format}`, kk: `${issue.pattern ?? issue.format} түріндегі жазба` }
    case 'custom':
      return dayExpected
    case 'not_multiple_of':
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
      return { ru: 'значение, описанное в law/README.md', kk: 'law/README.md ішінде сипатталған мән' }
  }
}

const dayExpected: Both = {
  ru: 'существующий день в виде ГГГГ-ММ-ДД',
  kk: 'ЖЖЖЖ-АА-КК түріндегі, бар күн',
}

function shown(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === 'unrecognized_keys') return issue.keys.join(', ').slice(0, 80)
  if (value === undefined) return '—'
  return (JSON.stringify(value) ?? '').slice(0, 80)
}

function at(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root
  for (const key of path) {
    if (value === null || typeof value !== 'object') return undefined
    value = (value as Record<PropertyKey, unknown>)[key]
  }
  return value
}
