import type { Both } from '../base/law.ts'
import { letterBody, letterFields } from './form-letters.ts'
import { attached, type Block, type Desk, type Form, type FormField, pictured, type Section } from './layout.ts'

/** What was seen on the spot, what was put right, and the representation about causes (КоАП 826). */

const both = (ru: string, kk: string): Both => ({ ru, kk })
const field = (id: string, ru: string, kk: string, rule: string, more: Partial<FormField> = {}): FormField => ({
  ...{ id, label: both(ru, kk), rule },
  ...more,
})
const given = (ru: string, kk: string) => ({ obligation: 'conditional', condition: both(ru, kk) }) as const

const head = [field('paper.date', 'Дата', 'Күні', ''), field('paper.place', 'Место составления', 'Жасалған орны', '')]
const author = [
  field('author.position', 'Должность', 'Лауазымы', ''),
  field('author.name', 'Фамилия, инициалы', 'Тегі, инициалдары', ''),
]
const signs = ({ value }: Desk, ...others: string[]): Block => ({
  kind: 'signs',
  rows: [
    { who: value('author.position') ?? '', name: value('author.name') },
    ...others.map((who) => ({ who, name: null })),
  ],
})
const titled = (on: Desk, title: Both, ...blocks: Block[]): Section => ({ title: title[on.lang], blocks })

/** What the place looked like when the officer came, with pictures: a document that confirms the fact (КоАП 803(2)(7)). */
export const inspectionActForm: Form = {
  kind: 'inspectionAct',
  look: 'form',
  title: both('АКТ', 'АКТ'),
  subtitle: both('осмотра места', 'Орынды қарап-тексеру туралы'),
  head: ['paper.date', 'paper.place'],
  fields: [
    ...head,
    ...author,
    field('object', 'Что осмотрено', 'Не қаралды', 'КоАП 803(2)(7)'),
    field('time', 'Время осмотра', 'Қаралған уақыты', ''),
    field('weather', 'Освещение, погода', 'Жарық, ауа райы', '', given('если важно', 'маңызды болса')),
    field('found', 'Установлено', 'Анықталды', 'КоАП 803(2)(7)', { long: true }),
    field('taken', 'Изъято или измерено', 'Алынды немесе өлшенді', '', { ...given('если было', 'болса'), long: true }),
    field('present', 'Присутствовали', 'Қатысқандар', '', { ...given('если были', 'болса'), long: true }),
    field('attachments', 'Снимки и документы', 'Суреттер мен құжаттар', 'КоАП 803(2)(7)', { long: true }),
    field('attesting', 'Понятые', 'Куәгерлер', 'КоАП 803(4)', { when: 'attesting', long: true }),
  ],
  sections: (on) => [
    titled(on, both('Осмотр провёл', 'Қарап-тексерген'), on.rows(['author.position', 'author.name'])),
    titled(
      on,
      both('Предмет и условия', 'Мәні мен жағдайы'),
      on.rows(['object', 'time', 'weather', 'present', 'attesting']),
    ),
    titled(on, both('Установлено', 'Анықталды'), on.text('found', 8), ...(on.value('taken') ? [on.text('taken')] : [])),
    titled(on, both('Снимки и документы', 'Суреттер мен құжаттар'), ...attached(on), ...pictured(on)),
    titled(
      on,
      both('Подписи', 'Қолтаңбалар'),
      signs(
        on,
        ...(on.value('present') ? [both('Присутствовавший', 'Қатысқан адам')[on.lang]] : []),
        ...(on.field('attesting') ? [both('Понятой', 'Куәгер')[on.lang], both('Понятой', 'Куәгер')[on.lang]] : []),
      ),
    ),
  ],
}

/** Whether the demand was fulfilled: before and after side by side, and the landfill's receipt. */
export const demandActForm: Form = {
  kind: 'demandAct',
  look: 'form',
  title: both('АКТ', 'АКТ'),
  subtitle: both('исполнения требования об устранении нарушения', 'Бұзушылықты жою туралы талаптың орындалуы жөнінде'),
  head: ['paper.date', 'paper.place'],
  fields: [
    ...head,
    ...author,
    field('demand', 'Требование', 'Талап', 'КоАП 55(5)'),
    field('obliged', 'Кому предъявлено', 'Кімге қойылды', '', given('если установлен', 'анықталса')),
    field('place', 'Место', 'Орны', ''),
    field('measures', 'Что требовалось', 'Не талап етілді', '', { long: true }),
    field('due', 'Срок', 'Мерзімі', ''),
    field('done', 'Что установлено проверкой', 'Тексеруде не анықталды', '', { long: true }),
    field('doneAt', 'Когда исполнено', 'Қашан орындалды', '', given('если исполнено', 'орындалса')),
    field('result', 'Вывод', 'Қорытынды', ''),
    field(
      'attachments',
      'Снимки до и после, документ о приёме отходов',
      'Дейінгі және кейінгі суреттер, қалдықтың қабылданғаны туралы құжат',
      '',
      {
        ...given('если приложены', 'қоса берілсе'),
        long: true,
      },
    ),
  ],
  sections: (on) => [
    titled(on, both('Проверил', 'Тексерген'), on.rows(['author.position', 'author.name'])),
    titled(on, both('Требование', 'Талап'), on.rows(['demand', 'obliged', 'place', 'due']), on.text('measures')),
    titled(on, both('Проверка', 'Тексеру'), on.text('done', 4), on.rows(['doneAt', 'result'])),
    ...(on.value('attachments')
      ? [titled(on, both('До и после', 'Дейін және кейін'), ...attached(on), ...pictured(on, 2))]
      : []),
    titled(
      on,
      both('Подписи', 'Қолтаңбалар'),
      signs(on, both('Исполнивший требование', 'Талапты орындаған')[on.lang]),
      {
        kind: 'note',
        text: both(
          'Исполнение требования не заменяет решения по делу об административном правонарушении (КоАП 55(5)).',
          'Талапты орындау әкімшілік құқық бұзушылық туралы іс бойынша шешімді алмастырмайды (ӘҚБтК 55(5)).',
        )[on.lang],
      },
    ),
  ],
}

/** A representation to remove what made the offence possible (КоАП 826). */
export const representationForm: Form = {
  kind: 'representation',
  look: 'letter',
  title: both('ПРЕДСТАВЛЕНИЕ', 'ҰСЫНУ'),
  subtitle: both(
    'об устранении причин и условий, способствовавших совершению правонарушения',
    'Құқық бұзушылықтың жасалуына ықпал еткен себептер мен жағдайларды жою туралы',
  ),
  head: ['paper.date'],
  to: ['to'],
  fields: [
    ...letterFields,
    field('to', 'Кому', 'Кімге', 'КоАП 826(1)', { long: true }),
    field('place', 'Место', 'Орны', ''),
    field('when', 'Время', 'Уақыты', '', given('если установлено', 'анықталса')),
    field('facts', 'Что произошло', 'Не болды', 'КоАП 826(1)', { long: true }),
    field('case', 'Дело', 'Іс', 'КоАП 826(1)', given('если возбуждено', 'қозғалса')),
    field('causes', 'Причины и условия', 'Себептер мен жағдайлар', 'КоАП 826(1)', { long: true }),
    field('measures', 'Предлагаю', 'Ұсынамын', 'КоАП 826(1)', { long: true }),
    field('attachments', 'Приложения', 'Қосымшалар', '', { ...given('если есть', 'бар болса'), long: true }),
  ],
  sections: (on) =>
    letterBody(on, {
      before: [
        both(
          'При производстве по делу установлены причины и условия, которые способствовали совершению административного правонарушения.',
          'Іс жүргізу барысында әкімшілік құқық бұзушылықтың жасалуына ықпал еткен себептер мен жағдайлар анықталды.',
        ),
      ],
      facts: ['place', 'when', 'facts', 'case', 'causes', 'measures'],
      after: [
        both(
          'Представление подлежит рассмотрению в течение месяца со дня получения; о принятых мерах прошу сообщить (КоАП 826(2)). Оно может быть обжаловано в течение десяти суток (КоАП 826(1)).',
          'Ұсыну алынған күннен бастап бір ай ішінде қаралуға тиіс; қабылданған шаралар туралы хабарлауыңызды сұраймын (ӘҚБтК 826(2)). Оған он тәулік ішінде шағымдануға болады (ӘҚБтК 826(1)).',
        ),
        both(
          'Оставление представления без рассмотрения или непринятие мер влечёт ответственность (КоАП 479).',
          'Ұсынуды қараусыз қалдыру немесе шара қолданбау жауаптылыққа әкеп соғады (ӘҚБтК 479).',
        ),
      ],
      signs: [both('Представление получил(а)', 'Ұсынуды алған')],
    }),
}
