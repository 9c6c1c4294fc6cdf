import { type Day, isDay } from '../base/calendar.ts'
import type { Both } from '../base/law.ts'

/** ИИН of people and БИН of firms: twelve digits, the last of them a check (Постановление № 565 of 11.06.2003). */

export const iinFaults = {
  length: { ru: 'Нужно 12 цифр.', kk: '12 цифр болуы керек.' },
  date: { ru: 'Первые шесть цифр не дают даты рождения.', kk: 'Алғашқы алты цифр туған күнді білдірмейді.' },
  century: { ru: 'Седьмая цифра должна быть от 1 до 6.', kk: 'Жетінші цифр 1-ден 6-ға дейін болуы керек.' },
  check: { ru: 'Не сходится контрольная цифра.', kk: 'Бақылау цифры дұрыс емес.' },
  neverIssued: { ru: 'Такой номер не выдаётся.', kk: 'Мұндай нөмір берілмейді.' },
  month: { ru: 'Третья и четвёртая цифры не дают месяца.', kk: 'Үшінші және төртінші цифр айды білдірмейді.' },
  kind: { ru: 'Пятая цифра БИН – 4, 5 или 6.', kk: 'БСН-нің бесінші цифры – 4, 5 немесе 6.' },
  branch: { ru: 'Шестая цифра БИН – от 0 до 3.', kk: 'БСН-нің алтыншы цифры – 0-ден 3-ке дейін.' },
} as const satisfies Record<string, Both>
export type IinFault = keyof typeof iinFaults

export type Iin = { ok: true; iin: string; birth: Day; sex: 'm' | 'f' } | { ok: false; fault: IinFault; why: Both }

export type Bin =
  | { ok: true; bin: string; kind: 'resident' | 'nonResident' | 'soleTrader'; branch: boolean }
  | { ok: false; fault: IinFault; why: Both }

const no = (fault: IinFault) => ({ ok: false, fault, why: iinFaults[fault] }) as const

/** The check digit of the first eleven, or null where both rows of weights give 10 and no number is issued. */
export function checkDigit(digits: string): number | null {
  const sum = (first: number) =>
    [...digits.slice(0, 11)].reduce(
      (total, digit, index) => total + Number(digit) * (((index + first - 1) % 11) + 1),
      0,
    ) % 11
  const one = sum(1)
  if (one < 10) return one
  const two = sum(3)
  return two < 10 ? two : null
}

const digitsOf = (text: string) => text.replace(/[\s\u00a0-]/g, '')

function checked(digits: string): IinFault | null {
  const digit = checkDigit(digits)
  if (digit === null) return 'neverIssued'
  return digit === Number(digits[11]) ? null : 'check'
}

/** Reads an ИИН: the birth date and the sex it holds, or why it cannot be one. */
export function checkIin(text: string): Iin {
  const iin = digitsOf(text)
  if (!/^\d{12}$/.test(iin)) return no('length')
  const seventh = Number(iin[6])
  if (seventh < 1 || seventh > 6) return no('century')
  const birth = `${18 + Math.floor((seventh - 1) / 2)}${iin.slice(0, 2)}-${iin.slice(2, 4)}-${iin.slice(4, 6)}`
  if (!isDay(birth)) return no('date')
  const fault = checked(iin)
  return fault ? no(fault) : { ok: true, iin, birth, sex: seventh % 2 === 1 ? 'm' : 'f' }
}

const kinds = { 4: 'resident', 5: 'nonResident', 6: 'soleTrader' } as const

/** Reads a БИН: what kind of firm it names, or why it cannot be one. */
export function checkBin(text: string): Bin {
  const bin = digitsOf(text)
  if (!/^\d{12}$/.test(bin)) return no('length')
  const month = Number(bin.slice(2, 4))
  if (month < 1 || month > 12) return no('month')
  const kind = kinds[Number(bin[4]) as keyof typeof kinds]
  if (!kind) return no('kind')
  if (Number(bin[5]) > 3) return no('branch')
  const fault = checked(bin)
  return fault ? no(fault) : { ok: true, bin, kind, branch: bin[5] !== '0' }
}

/** Twelve digits that may be an ИИН or a БИН, in running text: for hiding, so unchecked ones are found too. */
export function findIins(text: string): { start: number; end: number }[] {
  return [...text.matchAll(/(?<!\d)\d(?:[ \u00a0-]?\d){11}(?!\d)/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }))
}
