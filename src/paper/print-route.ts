import type { Account, Locale } from '../base/access.ts'
import type { Deps } from '../base/deps.ts'
import { HttpError } from '../base/http.ts'
import { FontFault } from './press.ts'

/** Runs what prints a paper; a font that is not whole becomes a 503 in the caller's language. Nothing of a draft changes. */
export async function printed<T>(
  { log }: Pick<Deps, 'log'>,
  who: Pick<Account, 'locale'>,
  print: () => Promise<T>,
): Promise<T> {
  try {
    return await print()
  } catch (fault) {
    if (!(fault instanceof FontFault)) throw fault
    log.fault('paper.font', fault)
    throw new HttpError(503, 'font-broken', broken[who.locale])
  }
}

const broken: Record<Locale, string> = {
  ru: 'Бумага не напечатана: шрифт на сервере повреждён. Черновик сохранён как есть. Администратору: переустановите зависимости (npm ci) и запустите программу заново.',
  kk: 'Құжат басып шығарылмады: сервердегі қаріп файлы бүлінген. Жоба сол күйінде сақталды. Әкімшіге: тәуелділіктерді қайта орнатып (npm ci), бағдарламаны қайта іске қосыңыз.',
  en: 'The paper was not printed: a font on the server is damaged. The draft stays as it is. Administrator: install the dependencies anew (npm ci) and start the program again.',
}
