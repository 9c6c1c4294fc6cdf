/** How well single texts were told apart: all shares are 0 … 1. */
export interface Score {
  reportF1: number
  /** Over the true reports, whether or not they were held to be reports. */
  category: number
  /** Mean F1 of the categories that occur among the true reports. */
  categoryMacroF1: number
}

interface Answer {
  report: boolean
  category: string | null
}

export function score(gold: readonly Answer[], said: readonly Answer[]): Score {
  const pairs = gold.map((truth, at) => [truth, said[at] ?? { report: false, category: null }] as const)
  const reports = pairs.filter(([truth]) => truth.report)
  const found = reports.filter(([, answer]) => answer.report).length
  const held = pairs.filter(([, answer]) => answer.report).length
  const names = [...new Set(reports.map(([truth]) => truth.category))]
  const each = names.map((name) => {
    const right = reports.filter(([truth, answer]) => truth.category === name && answer.category === name).length
    const made = reports.filter(([, answer]) => answer.category === name).length
    return f1(right, made, reports.filter(([truth]) => truth.category === name).length)
  })
  return {
    reportF1: f1(found, held, reports.length),
    category: reports.filter(([truth, answer]) => truth.category === answer.category).length / reports.length,
    categoryMacroF1: each.reduce((a, b) => a + b, 0) / each.length,
  }
}

function f1(right: number, made: number, gold: number): number {
  return made + gold === 0 ? 0 : (2 * right) / (made + gold)
}
