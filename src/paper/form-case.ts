import type { Both } from '../base/law.ts'
import type { Block, Desk, Form, FormField, Section } from './layout.ts'

/** What goes with a protocol: the notice of consideration, the rights explained, what a person says, what he receives. */

const both = (ru: string, kk: string): Both => ({ ru, kk })
const field = (id: string, ru: string, kk: string, rule: string, more: Partial<FormField> = {}): FormField => ({
  ...{ id, label: both(ru, kk), rule },
  ...more,
})
const paragraph = (text: string): Block => ({ kind: 'paragraph', text })

const date = field('paper.date', 'Дата', 'Күні', '')
const place = field('paper.place', 'Место', 'Орны', '')
const author = [
  field('author.position', 'Должность', 'Лауазымы', ''),
  field('author.name', 'Фамилия, инициалы', 'Тегі, инициалдары', ''),
]
const fullName = (rule: string) => field('person.fullName', 'Фамилия, имя, отчество', 'Тегі, аты, әкесінің аты', rule)
const personFields = (rule: string): FormField[] => [
  fullName(rule),
  field('person.birthDate', 'Дата рождения', 'Туған күні', rule),
  field('person.residence', 'Место жительства', 'Тұрғылықты жері', rule),
  field('person.idDocument', 'Документ, удостоверяющий личность', 'Жеке басын куәландыратын құжат', rule, {
    obligation: 'conditional',
    condition: both('если предъявлен', 'көрсетілсе'),
  }),
  field('person.iin', 'ИИН', 'ЖСН', rule, {
    obligation: 'conditional',
    condition: both('если известен', 'белгілі болса'),
  }),
  field('person.workplace', 'Место работы', 'Жұмыс орны', rule, {
    obligation: 'conditional',
    condition: both('если имеется', 'бар болса'),
  }),
  field('person.contacts', 'Телефон, электронный адрес', 'Телефоны, электрондық мекенжайы', rule, {
    obligation: 'conditional',
    condition: both('если имеются', 'бар болса'),
  }),
]

const signedBy = ({ value }: Desk, ...others: string[]): Block => ({
  kind: 'signs',
  rows: [
    ...others.map((who) => ({ who, name: null })),
    { who: value('author.position') ?? '', name: value('author.name') },
  ],
})

/** When and where the case is considered (КоАП 743). */
export const noticeForm: Form = {
  kind: 'notice',
  look: 'letter',
  title: both('ИЗВЕЩЕНИЕ', 'ХАБАРЛАМА'),
  subtitle: both(
    'о времени и месте рассмотрения дела об административном правонарушении',
    'Әкімшілік құқық бұзушылық туралы істің қаралатын уақыты мен орны туралы',
  ),
  head: ['paper.date'],
  to: ['to'],
  fields: [
    date,
    field('to', 'Кому', 'Кімге', 'КоАП 743', { long: true }),
    field('about', 'По какому делу', 'Қандай іс бойынша', 'КоАП 743'),
    field('hearing.time', 'Время рассмотрения', 'Қаралатын уақыты', 'КоАП 743'),
    field('hearing.place', 'Место рассмотрения', 'Қаралатын орны', 'КоАП 743'),
    field('channel', 'Как извещается', 'Қалай хабарланады', 'КоАП 743'),
    field(
      'contacts',
      'Номер или адрес, подтверждённый подписью',
      'Қолымен растаған нөмірі немесе мекенжайы',
      'КоАП 743(5)',
      {
        obligation: 'conditional',
        condition: both('для SMS и электронной почты', 'SMS және электрондық пошта үшін'),
      },
    ),
    ...author,
  ],
  sections: (on): Section[] => [
    {
      title: null,
      blocks: [
        paragraph(
          both(
            'Извещаю, что дело об административном правонарушении, указанное ниже, назначено к рассмотрению.',
            'Төменде көрсетілген әкімшілік құқық бұзушылық туралы іс қарауға тағайындалғанын хабарлаймын.',
          )[on.lang],
        ),
        on.rows(['about', 'hearing.time', 'hearing.place', 'channel', 'contacts']),
        paragraph(
          both(
            'При себе иметь документ, удостоверяющий личность. Дело может быть рассмотрено в ваше отсутствие, если вы извещены надлежащим образом и не просили об отложении, кроме случаев, когда присутствие обязательно (КоАП 744(2), (3)).',
            'Жеке басыңызды куәландыратын құжатты ала келіңіз. Сізге тиісінше хабарланып, істі кейінге қалдыруды сұрамаған болсаңыз, қатысуыңыз міндетті жағдайларды қоспағанда, іс сіз болмағанда да қаралуы мүмкін (ӘҚБтК 744(2), (3)).',
          )[on.lang],
        ),
        paragraph(
          both(
            'Отказ принять извещение отмечается и рассмотрению не препятствует (КоАП 743(6), (7)).',
            'Хабарламаны алудан бас тарту белгіленеді және істі қарауға кедергі болмайды (ӘҚБтК 743(6), (7)).',
          )[on.lang],
        ),
      ],
    },
    {
      title: null,
      blocks: [
        signedBy(
          on,
          both(
            'Извещение получил(а); номер и адрес указаны верно',
            'Хабарламаны алдым; нөмірім мен мекенжайым дұрыс көрсетілген',
          )[on.lang],
        ),
      ],
    },
  ],
}

/** The rights and duties of a participant, with the sheet of signatures (КоАП 744, 745). */
export const rightsForm: Form = {
  kind: 'rights',
  look: 'form',
  title: both('РАЗЪЯСНЕНИЕ', 'ҚҰҚЫҚТАРДЫ ТҮСІНДІРУ'),
  subtitle: both('прав и обязанностей участнику производства', 'Іс жүргізуге қатысушының құқықтары мен міндеттері'),
  head: ['paper.date', 'paper.place'],
  fields: [
    date,
    place,
    fullName('КоАП 744'),
    field('role', 'Участник производства', 'Іс жүргізуге қатысушы', 'КоАП 744, 745'),
    field('language', 'Язык, на котором разъяснено', 'Түсіндірілген тіл', 'КоАП 738'),
    field('interpreter', 'Переводчик', 'Аудармашы', 'КоАП 744(1)', { when: 'interpreter' }),
    ...author,
  ],
  sections: (on): Section[] => [
    { title: null, blocks: [on.rows(['person.fullName', 'role', 'language', 'interpreter'])] },
    { title: both('Права', 'Құқықтары')[on.lang], blocks: rightsOf(on) },
    {
      title: both('Подписи', 'Қолтаңбалар')[on.lang],
      blocks: [
        {
          kind: 'table',
          head: [
            both('Что подтверждается', 'Не расталады')[on.lang],
            both('Дата, время', 'Күні, уақыты')[on.lang],
            both('Подпись', 'Қолы')[on.lang],
          ],
          widths: [5, 2, 2],
          rows: [
            both(
              'Права и обязанности разъяснены, сущность их понятна',
              'Құқықтарым мен міндеттерім түсіндірілді, мәні түсінікті',
            ),
            both(
              'Язык производства понятен / нужен переводчик (подчеркнуть)',
              'Іс жүргізу тілі түсінікті / аудармашы керек (астын сызу керек)',
            ),
            both('Защитник нужен / не нужен (подчеркнуть)', 'Қорғаушы керек / керек емес (астын сызу керек)'),
          ].map((one) => [one[on.lang], '\n\n', '']),
        },
        signedBy(on, both('Участник производства', 'Іс жүргізуге қатысушы')[on.lang]),
        ...(on.field('interpreter')
          ? [{ kind: 'signs', rows: [{ who: both('Переводчик', 'Аудармашы')[on.lang], name: null }] } as Block]
          : []),
      ],
    },
  ],
}

function rightsOf({ document, lang }: Desk): Block[] {
  const lead = both('Участник производства вправе:', 'Іс жүргізуге қатысушы мынадай құқықтарға ие:')[lang]
  const last = document.rights.length - 1
  return [{ kind: 'list', lead, items: document.rights.map((one, index) => one[lang] + (index < last ? ';' : '.')) }]
}

/** What a person says of the matter (КоАП 803(2)(6)). */
export const explanationForm: Form = {
  kind: 'explanation',
  look: 'form',
  title: both('ОБЪЯСНЕНИЕ', 'ТҮСІНІКТЕМЕ'),
  subtitle: both('по делу об административном правонарушении', 'Әкімшілік құқық бұзушылық туралы іс бойынша'),
  head: ['paper.date', 'paper.place'],
  fields: [
    date,
    place,
    field('role', 'Кто даёт объяснение', 'Түсініктеме беруші', 'КоАП 744, 745'),
    ...personFields('КоАП 803(2)(3)'),
    field('language', 'Язык', 'Тілі', 'КоАП 738'),
    field('text', 'По существу дела поясняю', 'Істің мәні бойынша түсіндіремін', 'КоАП 803(2)(6)', {
      obligation: 'conditional',
      condition: both('пустое оставляет линии для записи от руки', 'бос қалса, қолмен жазуға жолдар қалады'),
      long: true,
    }),
    field('interpreter', 'Переводчик', 'Аудармашы', 'КоАП 744(1)', { when: 'interpreter' }),
    field('representative', 'Законный представитель', 'Заңды өкілі', 'КоАП 746(6)', { when: 'representative' }),
    ...author,
  ],
  sections: (on): Section[] => {
    const own = ['role', 'person.fullName', 'person.birthDate', 'person.residence', 'person.idDocument', 'person.iin']
    const text = on.value('text')
    const lead = both('По существу дела поясняю следующее:', 'Істің мәні бойынша мынаны түсіндіремін:')[on.lang]
    const words: Block = text
      ? { kind: 'text', id: 'text', text, rule: '803(2)(6)' }
      : { kind: 'lines', id: 'text', lead, count: 14, rule: '803(2)(6)' }
    return [
      {
        title: null,
        blocks: [on.rows([...own, 'person.workplace', 'person.contacts', 'language', 'interpreter', 'representative'])],
      },
      {
        title: null,
        blocks: [
          paragraph(
            both(
              'Права и обязанности, в том числе право говорить на родном языке, мне разъяснены (КоАП 744, 745).',
              'Құқықтарым мен міндеттерім, оның ішінде ана тілімде сөйлеу құқығы, маған түсіндірілді (ӘҚБтК 744, 745).',
            )[on.lang],
          ),
          ...(text ? [paragraph(lead)] : []),
          words,
        ],
      },
      {
        title: null,
        blocks: [
          signedBy(
            on,
            both('С моих слов записано верно, мной прочитано', 'Менің сөзімнен дұрыс жазылды, оқып шықтым')[on.lang],
            ...(on.field('interpreter') ? [both('Переводчик', 'Аудармашы')[on.lang]] : []),
            ...(on.field('representative') ? [both('Законный представитель', 'Заңды өкілі')[on.lang]] : []),
          ),
        ],
      },
    ]
  },
}

/** That a person received a paper (КоАП 803(8)). */
export const receiptForm: Form = {
  kind: 'receipt',
  look: 'form',
  title: both('РАСПИСКА', 'ҚОЛХАТ'),
  subtitle: both('в получении документов', 'Құжаттарды алғаны туралы'),
  head: ['paper.date', 'paper.place'],
  fields: [
    date,
    place,
    ...personFields('КоАП 803(8)').filter(({ id }) =>
      ['person.fullName', 'person.residence', 'person.iin'].includes(id),
    ),
    field('received', 'Что получено', 'Не алынды', 'КоАП 803(8)', { long: true }),
    ...author,
  ],
  sections: (on): Section[] => [
    { title: null, blocks: [on.rows(['person.fullName', 'person.residence', 'person.iin'])] },
    {
      title: null,
      blocks: [
        paragraph(both('Мной получены следующие документы:', 'Мен мынадай құжаттарды алдым:')[on.lang]),
        on.text('received', 4),
        signedBy(on, both('Документы получил(а)', 'Құжаттарды алдым')[on.lang]),
      ],
    },
  ],
}
