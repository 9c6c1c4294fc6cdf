import type { Both } from '../base/law.ts'
import { attached, type Block, type Desk, type Form, type FormField } from './layout.ts'

/** Letters of one page: a demand to put right, a report of a crime, a transfer to the body that decides. */

const both = (ru: string, kk: string): Both => ({ ru, kk })

/** Date, author, place and attachments: what every letter has. */
export const letterFields: FormField[] = [
  { id: 'paper.date', label: both('Дата', 'Күні'), rule: '' },
  { id: 'author.position', label: both('Должность', 'Лауазымы'), rule: '' },
  { id: 'author.name', label: both('Фамилия и инициалы', 'Тегі мен инициалдары'), rule: '' },
]
const to: FormField = { id: 'to', label: both('Кому', 'Кімге'), rule: '', long: true }
const attachmentsField: FormField = {
  id: 'attachments',
  label: both('Приложения', 'Қосымшалар'),
  rule: '',
  obligation: 'conditional',
  long: true,
}
const line = (id: string, ru: string, kk: string, more: Partial<FormField> = {}): FormField => ({
  id,
  label: both(ru, kk),
  rule: '',
  ...more,
})

/** Paragraphs before and after the facts, the attachments, and who signs. */
export function letterBody(
  on: Desk,
  parts: { before: Both[]; facts: readonly string[]; after: Both[]; signs?: Both[]; note?: Both },
) {
  const { lang, value, rows, field } = on
  const say = (all: Both[]): Block[] => all.map((one) => ({ kind: 'paragraph', text: one[lang] }))
  const told = parts.facts.filter((id) => value(id) !== null || field(id)?.obligation === 'obligatory')
  const list: Block[] = value('attachments')
    ? [{ kind: 'paragraph', text: `${both('Приложения', 'Қосымшалар')[lang]}:` }, ...attached(on)]
    : []
  return [
    { title: null, blocks: [...say(parts.before), rows(told), ...say(parts.after), ...list] },
    {
      title: null,
      blocks: [
        {
          kind: 'signs',
          rows: [
            { who: value('author.position') ?? '', name: value('author.name') },
            ...(parts.signs ?? []).map((one) => ({ who: one[lang], name: null })),
          ],
        } as Block,
        ...(parts.note ? [{ kind: 'note', text: parts.note[lang] } as Block] : []),
      ],
    },
  ]
}

/** A demand to remove a violation; it stands beside the case and never replaces a decision (КоАП 55(5)). */
export const demandForm: Form = {
  kind: 'demand',
  look: 'letter',
  title: both('ТРЕБОВАНИЕ', 'ТАЛАП'),
  subtitle: both('об устранении нарушения', 'Бұзушылықты жою туралы'),
  head: ['paper.date'],
  to: ['to'],
  fields: [
    ...letterFields,
    to,
    line('place', 'Место', 'Орны'),
    line('what', 'Что нарушено', 'Не бұзылған', { long: true }),
    line('measures', 'Что сделать', 'Не істеу керек', { long: true }),
    line('due', 'Срок', 'Мерзімі'),
    attachmentsField,
  ],
  sections: (on) =>
    letterBody(on, {
      before: [
        both(
          'По результатам проверки прошу устранить нарушение, указанное ниже, в установленный срок.',
          'Тексеру нәтижесі бойынша төменде көрсетілген бұзушылықты белгіленген мерзімде жоюыңызды сұраймын.',
        ),
      ],
      facts: ['place', 'what', 'measures', 'due'],
      after: [
        both(
          'Об исполнении сообщите участковому инспектору и приложите снимок места после устранения, а при вывозе отходов – документ о приёме на полигон.',
          'Орындалғаны туралы учаскелік инспекторға хабарлап, бұзушылық жойылғаннан кейінгі орынның суретін, ал қалдық шығарылған жағдайда полигонға қабылданғаны туралы құжатты қоса беріңіз.',
        ),
        both(
          'Наложение взыскания не освобождает от устранения нарушения и возмещения ущерба (КоАП 55(5)). Исполнение требования не заменяет решения по делу об административном правонарушении.',
          'Жаза қолдану бұзушылықты жоюдан және залалды өтеуден босатпайды (ӘҚБтК 55(5)). Талапты орындау әкімшілік құқық бұзушылық туралы іс бойынша шешімді алмастырмайды.',
        ),
      ],
      signs: [both('Требование получил(а)', 'Талапты алған')],
    }),
}

/** An officer's report of signs of a crime (УПК 184). */
export const crimeReportForm: Form = {
  kind: 'crimeReport',
  look: 'letter',
  title: both('РАПОРТ', 'БАЯНАТ'),
  subtitle: both(
    'об обнаружении признаков уголовного правонарушения',
    'Қылмыстық құқық бұзушылық белгілерінің анықталғаны туралы',
  ),
  head: ['paper.date'],
  to: ['to'],
  fields: [
    ...letterFields,
    to,
    line('learnt', 'Стало известно', 'Белгілі болған уақыты', { rule: 'УПК 184' }),
    line('place', 'Место', 'Орны'),
    line('facts', 'Обстоятельства', 'Мән-жайлар', { long: true, rule: 'УПК 184' }),
    line('done', 'Принятые меры', 'Қабылданған шаралар', { long: true, obligation: 'conditional' }),
    line('applicant', 'Заявитель', 'Арыз беруші', {
      obligation: 'conditional',
      condition: both(
        'если он сам заявил: анонимное сообщение не повод (УПК 181(6))',
        'өзі арыз берсе ғана: анонимдік хабарлама себеп болмайды (ҚПК 181(6))',
      ),
    }),
    attachmentsField,
  ],
  sections: (on) =>
    letterBody(on, {
      before: [
        both(
          'Докладываю, что при рассмотрении сообщений жителей обнаружены признаки уголовного правонарушения.',
          'Тұрғындардың хабарламаларын қарау кезінде қылмыстық құқық бұзушылық белгілері анықталғанын баяндаймын.',
        ),
      ],
      facts: ['learnt', 'place', 'facts', 'done', 'applicant'],
      after: [
        both(
          'Прошу принять решение о регистрации (УПК 179, 184, 185).',
          'Тіркеу туралы шешім қабылдауыңызды сұраймын (ҚПК 179, 184, 185).',
        ),
      ],
      note: both('Номер и время регистрации вносятся от руки.', 'Тіркеу нөмірі мен уақыты қолмен енгізіледі.'),
    }),
}

/** Material sent to the body that may draw up and decide (КоАП 697, 729, 804). */
export const transferForm: Form = {
  kind: 'transfer',
  look: 'letter',
  title: both('СОПРОВОДИТЕЛЬНОЕ ПИСЬМО', 'ІЛЕСПЕ ХАТ'),
  subtitle: both('о направлении материала по подведомственности', 'Материалды құзыретіне қарай жіберу туралы'),
  head: ['paper.date'],
  to: ['to'],
  fields: [
    ...letterFields,
    to,
    line('when', 'Время', 'Уақыты', { obligation: 'conditional' }),
    line('place', 'Место', 'Орны'),
    line('facts', 'Обстоятельства', 'Мән-жайлар', { long: true }),
    line('about', 'В отношении кого', 'Кімге қатысты', { obligation: 'conditional' }),
    line('article', 'Предполагаемая статья', 'Болжамды бап', { obligation: 'conditional', rule: 'КоАП 804' }),
    attachmentsField,
  ],
  sections: (on) =>
    letterBody(on, {
      before: [
        both(
          'Направляю материал для рассмотрения по существу: дело относится к вашей компетенции (КоАП 697, 729, 804).',
          'Материалды мәні бойынша қарау үшін жіберемін: іс сіздердің құзыреттеріңізге жатады (ӘҚБтК 697, 729, 804).',
        ),
      ],
      facts: ['when', 'place', 'facts', 'about', 'article'],
      after: [both('О принятом решении прошу сообщить.', 'Қабылданған шешім туралы хабарлауыңызды сұраймын.')],
    }),
}
