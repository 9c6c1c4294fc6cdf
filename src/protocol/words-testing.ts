import type { PaperLang } from '../base/law.ts'
import type { Wording } from '../paper/wording-ru.ts'
import { documentNames, residenceChoices, workplaceChoices } from '../person/choices.ts'

/** The fixed words of each field, read out of the forms by a person: nothing else may stand beside what the rows say. For tests alone. */

type Pair = readonly [ru: string, kk: string]

const written: Record<string, Pair> = {
  'offence.essence': [
    'установлено|по адресу|В действиях (бездействии) усматриваются признаки административного правонарушения, предусмотренного|статьёй|частью|статьи|КоАП',
    'анықталғаны|уақыты|орны|Әрекетте (әрекетсіздікте) ӘҚБтК-нің|бабында|бабының|бөлігінде|көзделген әкімшілік құқық бұзушылықтың белгілері бар',
  ],
  'offence.article': [
    'статья|часть|статьи|Кодекса Республики Казахстан об административных правонарушениях',
    'бап|баптың|бөлігі|Қазақстан Республикасының Әкімшілік құқық бұзушылық туралы кодексі',
  ],
  article: ['КоАП', 'ӘҚБтК'],
  about: ['КоАП|протокол №', 'ӘҚБтК|№|хаттама'],
  case: ['КоАП|протокол №', 'ӘҚБтК|№|хаттама'],
  'short.sum': ['50 % штрафа в|МРП', 'АЕК|мөлшеріндегі айыппұлдың 50 %-ы'],
  'person.iin': ['ИИН нет: иностранец|ИИН нет: иностранка', 'ЖСН жоқ: шетелдік'],
  'person.idDocument': ['№|выдан|выдано', '№|берген|ж'],
  'person.source': ['по состоянию на', 'жағдай бойынша'],
  'entity.source': ['по состоянию на', 'жағдай бойынша'],
  attachments: [
    'снимок|видео|документ|из сообщения|с места|до устранения|после устранения|о приёме отходов|с объяснением|№|от',
    'сурет|бейнежазба|құжат|хабарламадағы|орнынан алынған|жойылғанға дейінгі|жойылғаннан кейінгі|қалдықтың қабылданғаны туралы|түсініктеме жазылған|№',
  ],
  role: [
    'лицо, в отношении которого ведётся производство|потерпевший|свидетель|законный представитель',
    'өзіне қатысты іс жүргізіліп жатқан адам|жәбірленуші|куә|заңды өкіл',
  ],
  channel: ['лично, под расписку', 'жеке өзіне, қолхатпен'],
  received: ['1|копия|№', '1|көшірме|№'],
  demand: ['№|от', '№'],
  result: ['требование исполнено|требование не исполнено', 'талап орындалды|талап орындалмады'],
  to: [
    'Лицу, ответственному за устранение нарушения|Начальнику органа внутренних дел|В единый контакт-центр 109|В акимат района|В уполномоченный орган в области охраны окружающей среды|В коммунальную службу|В экстренную службу|В противопожарную службу',
    'Бұзушылықты жоюға жауапты тұлғаға|Ішкі істер органының бастығына|109 бірыңғай байланыс орталығына|Аудан әкімдігіне|Қоршаған ортаны қорғау саласындағы уәкілетті органға|Коммуналдық қызметке|Жедел қызметке|Өртке қарсы қызметке',
  ],
  decision: [
    'Признать виновным(ой) в совершении административного правонарушения, предусмотренного|статьёй|частью|статьи|КоАП, и наложить административное взыскание в виде предупреждения (КоАП 43)',
    'ӘҚБтК|бабында|бабының|бөлігінде|көзделген әкімшілік құқық бұзушылықты жасағаны үшін кінәлі деп танылсын және ескерту түрінде әкімшілік жаза қолданылсын (ӘҚБтК 43)',
  ],
  appeal: [
    'Постановление может быть обжаловано в течение десяти суток со дня вручения копии (КоАП 826-2(2)). Жалоба, поданная в срок, приостанавливает исполнение (КоАП 826-2(4))',
    'Қаулыға көшірмесі табыс етілген күннен бастап он тәулік ішінде шағымдануға болады (ӘҚБтК 826-2(2)). Мерзімінде берілген шағым орындауды тоқтата тұрады (ӘҚБтК 826-2(4))',
  ],
}

/** Phrases that may stand in the field in that language. */
export function fixedWords(id: string, lang: PaperLang, words: Wording): string[] {
  const own = written[id]?.[lang === 'ru' ? 0 : 1].split('|') ?? []
  return [...own, ...worded(id, lang, words)]
}

function worded(id: string, lang: PaperLang, words: Wording): string[] {
  const saidIn = words.saidIn('')
  switch (id) {
    case 'offence.place':
    case 'offence.time':
      return [saidIn]
    case 'person.fullName':
      return [words.unknownPerson]
    case 'to':
    case 'person.residence':
      return [residenceChoices.none[lang]]
    case 'person.workplace':
      return Object.values(workplaceChoices).map((one) => one[lang])
    case 'person.idDocument':
      return Object.values(documentNames).map((one) => one[lang])
    case 'person.explanation':
      return [words.refusedToExplain]
    case 'language':
      return [...Object.values(words.languageValue), ...(lang === 'ru' ? ['русский', 'казахский'] : ['орыс', 'қазақ'])]
    case 'electronic.notice':
      return [words.electronicNotice]
    case 'other':
      return [1, 2, 3].map((count) => words.togetherWith(count))
    case 'other.excludes':
      return [words.excluded.arrest, words.excluded.works, ...Object.values(words.excluded.why)]
    default:
      return []
  }
}
